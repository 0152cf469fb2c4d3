using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.MemberDirectory;

internal sealed class ListingConfiguration : IEntityTypeConfiguration<Listing>
{
    public void Configure(EntityTypeBuilder<Listing> builder)
    {
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Slug).HasMaxLength(Listing.SlugMaxLength).IsOrdinal();
        builder.Property(l => l.Name).HasMaxLength(Member.NameMaxLength);
        builder.Property(l => l.OrganisationName).HasMaxLength(Member.OrganisationMaxLength);
        builder.Property(l => l.Role).HasMaxLength(Member.RoleMaxLength);
        builder.Property(l => l.AreaCode).HasMaxLength(Gazetteer.AreaCodeLength).IsOrdinalOrNull();
        builder.Property(l => l.PromiseText).HasMaxLength(Promise.TextMaxLength);
        builder.Property(l => l.KeyWelsh).HasMaxLength(NameOrder.KeyMaxLength + 1).IsOrdinal();
        builder.Property(l => l.KeyEnglish).HasMaxLength(NameOrder.KeyMaxLength + 1).IsOrdinal();
        builder.HasOne(l => l.Member).WithOne().HasForeignKey<Listing>(l => l.MemberId);
        builder.HasIndex(l => l.MemberId).IsUnique();
        builder.HasIndex(l => l.Slug).IsUnique();
        builder.HasIndex(l => new { l.KeyWelsh, l.Id });
        builder.HasIndex(l => new { l.KeyEnglish, l.Id });

        // The newest members and promises of the home page.
        builder.HasIndex(l => new { l.ListedAtUtc, l.Id });
        builder.HasIndex(l => new { l.PromiseMadeAtUtc, l.Id });
    }
}

internal sealed class ListingTermConfiguration : IEntityTypeConfiguration<ListingTerm>
{
    public void Configure(EntityTypeBuilder<ListingTerm> builder)
    {
        // By term, so that an intersection looks for its other terms in few places.
        builder.HasKey(t => new { t.Term, t.ListingId });
        builder.Property(t => t.Term).HasMaxLength(ListingTerm.TermMaxLength).IsOrdinal();
        builder.Property(t => t.RankWelsh).HasMaxLength(ListingTerm.RankMaxLength).IsOrdinal();
        builder.Property(t => t.RankEnglish).HasMaxLength(ListingTerm.RankMaxLength).IsOrdinal();
        builder.HasOne(t => t.Listing).WithMany().HasForeignKey(t => t.ListingId);

        // A page of hits is read straight from here: by relevance, then name, in either alphabet.
        builder.HasIndex(t => new { t.Term, t.RankWelsh, t.ListingId });
        builder.HasIndex(t => new { t.Term, t.RankEnglish, t.ListingId });
    }
}

internal sealed class TermBlockConfiguration : IEntityTypeConfiguration<TermBlock>
{
    public void Configure(EntityTypeBuilder<TermBlock> builder)
    {
        builder.HasKey(b => new { b.Term, b.Block });
        builder.Property(b => b.Term).HasMaxLength(ListingTerm.TermMaxLength).IsOrdinal();
        builder.Property(b => b.Bits).HasMaxLength(TermBlock.BitsMaxLength);
    }
}

internal sealed class ListingCountConfiguration : IEntityTypeConfiguration<ListingCount>
{
    public void Configure(EntityTypeBuilder<ListingCount> builder)
    {
        builder.HasKey(c => c.Term);
        builder.Property(c => c.Term).HasMaxLength(ListingTerm.TermMaxLength).IsOrdinal();
        builder.ToTable(table => table.HasCheckConstraint("CK_ListingCounts_Count", "\"Count\" >= 0"));
    }
}
