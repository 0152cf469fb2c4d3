using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Members;

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.Property(m => m.Key).HasMaxLength(RandomToken.Length).IsOrdinal();
        builder.Property(m => m.Name).HasMaxLength(Member.NameMaxLength);

        // Folding can lengthen a name: Hangul falls apart into three.
        builder.Property(m => m.NameKey).HasMaxLength(3 * Member.NameMaxLength).IsOrdinal();
        builder.Property(m => m.OrganisationName).HasMaxLength(Member.OrganisationMaxLength);
        builder.Property(m => m.Role).HasMaxLength(Member.RoleMaxLength);
        builder.Property(m => m.GuardianName).HasMaxLength(Member.NameMaxLength);
        builder.Property(m => m.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(m => m.NewEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(m => m.ConfirmedEmailKey).HasMaxLength(EmailAddress.MaxLength).IsOrdinalOrNull();
        builder.Property(m => m.EmailLikenessKey).HasMaxLength(EmailAddress.MaxLength).IsOrdinalOrNull();
        builder.Property(m => m.AreaCode).HasMaxLength(Gazetteer.AreaCodeLength).IsOrdinalOrNull();
        builder.Property(m => m.ListingHiddenReason).HasMaxLength(Member.ReasonMaxLength);
        builder.Property(m => m.PromiseHeldReason).HasMaxLength(Member.ReasonMaxLength);
        builder.Property(m => m.StoryHeldReason).HasMaxLength(Member.ReasonMaxLength);
        builder.Property(m => m.DeclineReason).HasMaxLength(Member.ReasonMaxLength);
        builder.Ignore(m => m.MayBeListed).Ignore(m => m.MayBeNamed).Ignore(m => m.Where);
        builder.HasIndex(m => m.Key).IsUnique();
        builder.HasIndex(m => m.Number).IsUnique();
        builder.HasIndex(m => m.ConfirmedEmailKey).IsUnique();
        builder.HasIndex(m => m.EmailLikenessKey);
        builder.HasIndex(m => m.NameKey);

        // The desk's queue, oldest confirmation first.
        builder.HasIndex(m => new { m.Status, m.ConfirmedAtUtc, m.Id });

        // Newest members.
        builder.HasIndex(m => new { m.Status, m.ApprovedAtUtc, m.Id });

        // How many are active.
        builder.HasIndex(m => new { m.Status, m.LastHeardAtUtc });

        // Retention.
        builder.HasIndex(m => new { m.Status, m.SentAtUtc });
        builder.ToTable(table => table.HasCheckConstraint("CK_Members_NumberWhenApproved", $"\"Status\" <> {(int)MemberStatus.Approved} OR \"Number\" IS NOT NULL"));
    }
}

internal sealed class MemberNoteConfiguration : IEntityTypeConfiguration<MemberNote>
{
    public void Configure(EntityTypeBuilder<MemberNote> builder)
    {
        builder.Property(n => n.Text).HasMaxLength(MemberNote.TextMaxLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(n => n.MemberId);
    }
}

internal sealed class MembershipSettingsConfiguration : IEntityTypeConfiguration<MembershipSettings>
{
    public void Configure(EntityTypeBuilder<MembershipSettings> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.LicenceWelsh).HasMaxLength(MembershipSettings.LicenceMaxLength);
        builder.Property(s => s.LicenceEnglish).HasMaxLength(MembershipSettings.LicenceMaxLength);
        builder.Property(s => s.LicenceAddress).HasMaxLength(MembershipSettings.LicenceAddressMaxLength);
        builder.Ignore(s => s.TargetDate);
    }
}

internal sealed class MemberNumberCounterConfiguration : IEntityTypeConfiguration<MemberNumberCounter>
{
    public void Configure(EntityTypeBuilder<MemberNumberCounter> builder) => builder.Property(c => c.Id).ValueGeneratedNever();
}
