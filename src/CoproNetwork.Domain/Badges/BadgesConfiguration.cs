using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Badges;

internal sealed class BadgeEditionConfiguration : IEntityTypeConfiguration<BadgeEdition>
{
    public void Configure(EntityTypeBuilder<BadgeEdition> builder)
    {
        builder.HasKey(e => e.Number);
        builder.Property(e => e.Number).ValueGeneratedNever();
        builder.ToTable(table => table.HasCheckConstraint("CK_BadgeEditions_Allocated", "\"Allocated\" >= 0 AND \"Allocated\" <= \"Capacity\""));
    }
}

internal sealed class BadgeConfiguration : IEntityTypeConfiguration<Badge>
{
    public void Configure(EntityTypeBuilder<Badge> builder)
    {
        builder.HasOne(b => b.Member).WithOne().HasForeignKey<Badge>(b => b.MemberId);
        builder.HasOne<BadgeEdition>().WithMany().HasForeignKey(b => b.EditionNumber);
        builder.HasIndex(b => new { b.EditionNumber, b.Number }).IsUnique();
        builder.HasIndex(b => b.MemberId).IsUnique();
    }
}

internal sealed class PostingConfiguration : IEntityTypeConfiguration<Posting>
{
    public void Configure(EntityTypeBuilder<Posting> builder)
    {
        builder.Property(p => p.ProtectedAddress).HasMaxLength(Posting.ProtectedAddressMaxLength);
        builder.HasOne(p => p.Badge).WithOne().HasForeignKey<Posting>(p => p.BadgeId);
        builder.HasIndex(p => p.BadgeId).IsUnique();
        builder.HasIndex(p => new { p.Status, p.BadgeId });

        // The desk's list of what was posted, latest first; retention.
        builder.HasIndex(p => new { p.Status, p.PostedAtUtc, p.Id });
    }
}
