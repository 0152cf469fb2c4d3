using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Moderation;

/// <summary>What of a member the public can see, and a coordinator can hide.</summary>
public enum PublicText
{
    Listing = 1,
    Promise = 2,
    Story = 3,
    Update = 4,

    /// <summary>A listing that is no member's own.</summary>
    Entry = 5,
}

public enum ReportOutcome
{
    /// <summary>Nothing wrong with it.</summary>
    Kept = 1,
    Hidden = 2,
}

/// <summary>Someone, known or not, says that a text should not stand where it stands. Nothing is kept of who they are.</summary>
public sealed class TextReport : IVersioned
{
    public const int ReasonMaxLength = 1000;

    private TextReport() { }

    public long Id { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>Random, for its address.</summary>
    public string Key { get; private set; } = null!;

    public PublicText What { get; private set; }

    /// <summary>Of the promise, update or story; of the member for a listing.</summary>
    public long TargetId { get; private set; }

    /// <summary>Whose text it is.</summary>
    public long MemberId { get; private set; }

    public string Reason { get; private set; } = null!;

    public DateTime AtUtc { get; private set; }

    public DateTime? DecidedAtUtc { get; private set; }

    public long? DecidedByAccountId { get; private set; }

    public ReportOutcome? Outcome { get; private set; }

    /// <exception cref="DomainRuleException">The reason is missing or longer than <see cref="ReasonMaxLength"/>.</exception>
    internal static TextReport File(PublicText what, long targetId, long memberId, string? reason, DateTime nowUtc) => new()
    {
        Key = RandomToken.Make(),
        What = what,
        TargetId = targetId,
        MemberId = memberId,
        Reason = Rules.Text(reason, ReasonMaxLength, "Moderation.Reason"),
        AtUtc = nowUtc,
    };

    /// <exception cref="DomainRuleException">It is decided already.</exception>
    public void Decide(ReportOutcome outcome, long accountId, DateTime nowUtc)
    {
        Rules.Must(DecidedAtUtc is null, "Moderation.Decided");
        (Outcome, DecidedByAccountId, DecidedAtUtc) = (outcome, accountId, nowUtc);
    }
}

internal sealed class TextReportConfiguration : IEntityTypeConfiguration<TextReport>
{
    public void Configure(EntityTypeBuilder<TextReport> builder)
    {
        builder.Property(r => r.Key).HasMaxLength(RandomToken.Length).IsOrdinal();
        builder.Property(r => r.Reason).HasMaxLength(TextReport.ReasonMaxLength);
        builder.HasIndex(r => r.Key).IsUnique();
        builder.HasOne<Member>().WithMany().HasForeignKey(r => r.MemberId);
        builder.HasIndex(r => new { r.DecidedAtUtc, r.AtUtc, r.Id });
        builder.HasIndex(r => new { r.What, r.TargetId });
    }
}
