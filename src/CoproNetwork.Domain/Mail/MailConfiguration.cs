using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Mail;

internal sealed class MailedLinkConfiguration : IEntityTypeConfiguration<MailedLink>
{
    public void Configure(EntityTypeBuilder<MailedLink> builder)
    {
        builder.Property(l => l.TokenHash).HasMaxLength(RandomToken.HashLength).IsOrdinal();
        builder.Property(l => l.BrowserHash).HasMaxLength(RandomToken.HashLength).IsOrdinalOrNull();
        builder.HasIndex(l => l.TokenHash).IsUnique();
        builder.HasIndex(l => new { l.Purpose, l.SubjectId, l.MadeAtUtc });
        builder.HasIndex(l => l.ExpiresAtUtc);
    }
}

internal sealed class OutboxMailConfiguration : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.Property(m => m.Template).HasMaxLength(OutboxMail.TemplateMaxLength);
        builder.Property(m => m.MessageId).HasMaxLength(OutboxMail.MessageIdMaxLength).IsOrdinal();

        // The claim is the token: what a process learned about a mail counts only while it still has the mail to itself.
        builder.Property(m => m.NextAttemptAtUtc).IsConcurrencyToken();
        builder.Property(m => m.AddressHash).HasMaxLength(RandomToken.HashLength).IsOrdinalOrNull();
        builder.Property(m => m.LastError).HasMaxLength(OutboxMail.ErrorMaxLength);
        builder.HasIndex(m => m.MessageId).IsUnique();
        builder.HasIndex(m => new { m.Status, m.Urgency, m.NextAttemptAtUtc, m.Id });
        builder.HasIndex(m => new { m.RecipientKind, m.RecipientId });
        builder.HasIndex(m => m.AboutMemberId);

        // Retention.
        builder.HasIndex(m => new { m.Status, m.CreatedAtUtc });
    }
}

internal sealed class ReaderKeyConfiguration : IEntityTypeConfiguration<ReaderKey>
{
    public void Configure(EntityTypeBuilder<ReaderKey> builder)
    {
        builder.Property(k => k.TokenHash).HasMaxLength(RandomToken.HashLength).IsOrdinal();
        builder.Property(k => k.ProtectedToken).HasMaxLength(ReaderKey.ProtectedMaxLength);
        builder.HasIndex(k => new { k.Kind, k.RecipientId }).IsUnique();
        builder.HasIndex(k => k.TokenHash).IsUnique();
    }
}

internal sealed class ListExitConfiguration : IEntityTypeConfiguration<ListExit>
{
    public void Configure(EntityTypeBuilder<ListExit> builder) => builder.HasKey(e => new { e.Kind, e.RecipientId, e.List });
}

internal sealed class MailBounceConfiguration : IEntityTypeConfiguration<MailBounce>
{
    public void Configure(EntityTypeBuilder<MailBounce> builder)
    {
        builder.Property(b => b.ReportKey).HasMaxLength(RandomToken.HashLength).IsOrdinal();
        builder.Property(b => b.Status).HasMaxLength(MailBounce.StatusMaxLength);
        builder.Property(b => b.AddressHash).HasMaxLength(RandomToken.HashLength).IsOrdinal();
        builder.HasIndex(b => b.ReportKey).IsUnique();
        builder.HasIndex(b => new { b.Kind, b.RecipientId, b.AddressHash });

        // The desk, and retention.
        builder.HasIndex(b => new { b.AtUtc, b.Id });
    }
}
