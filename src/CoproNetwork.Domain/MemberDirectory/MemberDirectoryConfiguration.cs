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
        builder.Property(l => l.NameWelsh).HasMaxLength(EntryContent.NameMaxLength);
        builder.Property(l => l.LikenessKey).HasMaxLength(Likeness.KeyMaxLength).IsOrdinal();
        builder.Property(l => l.OrganisationName).HasMaxLength(Member.OrganisationMaxLength);
        builder.Property(l => l.Role).HasMaxLength(Member.RoleMaxLength);
        builder.Property(l => l.AreaCode).HasMaxLength(Gazetteer.AreaCodeLength).IsOrdinalOrNull();
        builder.Property(l => l.SummaryWelsh).HasMaxLength(EntryContent.SummaryMaxLength);
        builder.Property(l => l.SummaryEnglish).HasMaxLength(EntryContent.SummaryMaxLength);
        builder.Property(l => l.Links).HasMaxLength(EntryRevisionConfiguration.LinksMaxLength);
        builder.Property(l => l.PromiseText).HasMaxLength(Promise.TextMaxLength);
        builder.Property(l => l.KeyWelsh).HasMaxLength(NameOrder.KeyMaxLength + 1).IsOrdinal();
        builder.Property(l => l.KeyEnglish).HasMaxLength(NameOrder.KeyMaxLength + 1).IsOrdinal();
        builder.HasOne(l => l.Member).WithMany().HasForeignKey(l => l.MemberId);
        builder.HasOne(l => l.Entry).WithMany().HasForeignKey(l => l.EntryId);

        // A member has one listing of their own, an entry one.
        builder.HasIndex(l => l.MemberId).IsUnique().HasFilter("\"EntryId\" IS NULL").HasDatabaseName("IX_Listings_MemberId_Own");
        builder.HasIndex(l => l.EntryId).IsUnique().HasFilter("\"EntryId\" IS NOT NULL");
        builder.HasIndex(l => l.Slug).IsUnique();
        builder.HasIndex(l => new { l.KeyWelsh, l.Id });
        builder.HasIndex(l => new { l.KeyEnglish, l.Id });
        builder.HasIndex(l => new { l.LikenessKey, l.Id });
        builder.HasIndex(l => new { l.CheckAtUtc, l.Id });

        // The newest members and promises of the home page.
        builder.HasIndex(l => new { l.EntryId, l.ListedAtUtc, l.Id });
        builder.HasIndex(l => new { l.PromiseMadeAtUtc, l.Id });
    }
}

internal sealed class EntryConfiguration : IEntityTypeConfiguration<Entry>
{
    public void Configure(EntityTypeBuilder<Entry> builder)
    {
        builder.Property(e => e.Key).HasMaxLength(RandomToken.Length).IsOrdinal();
        builder.Property(e => e.HiddenReason).HasMaxLength(Entry.ReasonMaxLength);
        builder.HasIndex(e => e.Key).IsUnique();
        builder.HasIndex(e => e.OwnMemberId).IsUnique();
        builder.HasOne<Member>().WithMany().HasForeignKey(e => e.OwnMemberId);
        builder.HasOne<Entry>().WithMany().HasForeignKey(e => e.MergedIntoId);
        builder.HasMany(e => e.Revisions).WithOne(r => r.Entry).HasForeignKey(r => r.EntryId);
        builder.Navigation(e => e.Revisions).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class EntryRevisionConfiguration : IEntityTypeConfiguration<EntryRevision>
{
    public const int LinksMaxLength = EntryContent.MostLinks * (EntryContent.LinkMaxLength + 1);

    public void Configure(EntityTypeBuilder<EntryRevision> builder)
    {
        builder.Property(r => r.NameWelsh).HasMaxLength(EntryContent.NameMaxLength);
        builder.Property(r => r.NameEnglish).HasMaxLength(EntryContent.NameMaxLength);
        builder.Property(r => r.SummaryWelsh).HasMaxLength(EntryContent.SummaryMaxLength);
        builder.Property(r => r.SummaryEnglish).HasMaxLength(EntryContent.SummaryMaxLength);
        builder.Property(r => r.Links).HasMaxLength(LinksMaxLength);
        builder.Property(r => r.AreaCode).HasMaxLength(Gazetteer.AreaCodeLength).IsOrdinalOrNull();
        builder.Property(r => r.DeclineReason).HasMaxLength(Entry.ReasonMaxLength);
        builder.HasIndex(r => new { r.EntryId, r.Number }).IsUnique();

        // One that is shown, one that waits; and what waits longest is found for the desk.
        builder.HasIndex(r => new { r.EntryId, r.State }).IsUnique().HasFilter("\"State\" <= 2");
        builder.HasIndex(r => new { r.State, r.MadeAtUtc, r.Id });
        builder.HasIndex(r => r.ByMemberId);
    }
}

internal sealed class EntryPersonConfiguration : IEntityTypeConfiguration<EntryPerson>
{
    public void Configure(EntityTypeBuilder<EntryPerson> builder)
    {
        builder.HasOne(p => p.Entry).WithMany().HasForeignKey(p => p.EntryId);
        builder.HasOne(p => p.Member).WithMany().HasForeignKey(p => p.MemberId);
        builder.HasIndex(p => new { p.EntryId, p.MemberId }).IsUnique();
        builder.HasIndex(p => p.MemberId);
    }
}

internal sealed class FormerSlugConfiguration : IEntityTypeConfiguration<FormerSlug>
{
    public void Configure(EntityTypeBuilder<FormerSlug> builder)
    {
        builder.HasKey(s => s.Slug);
        builder.Property(s => s.Slug).HasMaxLength(Listing.SlugMaxLength).IsOrdinal();
        builder.HasOne<Entry>().WithMany().HasForeignKey(s => s.EntryId);
    }
}

internal sealed class DistinctPairConfiguration : IEntityTypeConfiguration<DistinctPair>
{
    public void Configure(EntityTypeBuilder<DistinctPair> builder)
    {
        builder.HasKey(p => new { p.LowListingId, p.HighListingId });
        builder.HasIndex(p => p.HighListingId);
    }
}

internal sealed class TermBlockConfiguration : IEntityTypeConfiguration<TermBlock>
{
    public void Configure(EntityTypeBuilder<TermBlock> builder)
    {
        builder.ToTable("SearchTerms");
        builder.HasKey(b => new { b.Term, b.Block, b.Tier });
        builder.Property(b => b.Term).HasMaxLength(TermBlock.TermMaxLength).IsOrdinal();
        builder.Property(b => b.Bits).HasMaxLength(BlockBits.MaxBytes);
        builder.HasIndex(b => b.Block);
    }
}

internal sealed class FilterBlockConfiguration : IEntityTypeConfiguration<FilterBlock>
{
    public void Configure(EntityTypeBuilder<FilterBlock> builder)
    {
        builder.HasKey(b => new { b.Block, b.Term });
        builder.Property(b => b.Term).HasMaxLength(TermBlock.TermMaxLength).IsOrdinal();
        builder.Property(b => b.Bits).HasMaxLength(BlockBits.MaxBytes);
    }
}

internal sealed class ListingBlockConfiguration : IEntityTypeConfiguration<ListingBlock>
{
    public void Configure(EntityTypeBuilder<ListingBlock> builder)
    {
        builder.HasKey(b => b.Block);
        builder.Property(b => b.Block).ValueGeneratedNever();
    }
}

internal sealed class NameSliceConfiguration : IEntityTypeConfiguration<NameSlice>
{
    public void Configure(EntityTypeBuilder<NameSlice> builder)
    {
        builder.Property(s => s.FromKey).HasMaxLength(NameOrder.KeyMaxLength + 1).IsOrdinal();
        builder.Property(s => s.Ids).HasMaxLength(NameSlice.MaxIds * sizeof(long));
        builder.HasIndex(s => new { s.Language, s.FromKey, s.FromId }).IsUnique();
    }
}

internal sealed class DirectoryStateConfiguration : IEntityTypeConfiguration<DirectoryState>
{
    public void Configure(EntityTypeBuilder<DirectoryState> builder) => builder.Property(s => s.Id).ValueGeneratedNever();
}
