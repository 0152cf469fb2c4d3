using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Promises;

internal sealed class PromiseConfiguration : IEntityTypeConfiguration<Promise>
{
    public void Configure(EntityTypeBuilder<Promise> builder)
    {
        builder.Property(p => p.Key).HasMaxLength(RandomToken.Length).IsOrdinal();
        builder.Property(p => p.Text).HasMaxLength(Promise.TextMaxLength);
        builder.Property(p => p.HiddenReason).HasMaxLength(Promise.ReasonMaxLength);
        builder.Ignore(p => p.IsPublic);
        builder.HasIndex(p => p.Key).IsUnique();
        builder.HasOne(p => p.Member).WithMany().HasForeignKey(p => p.MemberId);
        builder.HasMany(p => p.Updates).WithOne().HasForeignKey(u => u.PromiseId);
        builder.Navigation(p => p.Updates).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class PromiseUpdateConfiguration : IEntityTypeConfiguration<PromiseUpdate>
{
    public void Configure(EntityTypeBuilder<PromiseUpdate> builder)
    {
        builder.Property(u => u.Key).HasMaxLength(RandomToken.Length).IsOrdinal();
        builder.Property(u => u.OldText).HasMaxLength(Promise.TextMaxLength);
        builder.Property(u => u.Happened).HasMaxLength(PromiseUpdate.WordsMaxLength);
        builder.Property(u => u.Helped).HasMaxLength(PromiseUpdate.WordsMaxLength);
        builder.Property(u => u.Hindered).HasMaxLength(PromiseUpdate.WordsMaxLength);
        builder.Property(u => u.WouldHelp).HasMaxLength(PromiseUpdate.WordsMaxLength);
        builder.Property(u => u.HiddenReason).HasMaxLength(Promise.ReasonMaxLength);
        builder.Ignore(u => u.HasWords);
        builder.HasIndex(u => u.Key).IsUnique();

        // What helped and what got in the way, newest first.
        builder.HasIndex(u => new { u.IsReport, u.AtUtc, u.Id });
    }
}

internal sealed class PromiseCardConfiguration : IEntityTypeConfiguration<PromiseCard>
{
    public void Configure(EntityTypeBuilder<PromiseCard> builder)
    {
        builder.HasKey(c => new { c.Audience, c.PromiseId });
        builder.Property(c => c.PromiseId).ValueGeneratedNever();
        builder.Property(c => c.Area).HasMaxLength(PromiseCard.AreaMaxLength).IsOrdinal();
        builder.HasOne(c => c.Promise).WithMany().HasForeignKey(c => c.PromiseId);

        // One for each set of filters, so that any page of the wall is one range of an index, however many promises there are.
        builder.HasIndex(c => new { c.Audience, c.MovedAtUtc, c.PromiseId });
        builder.HasIndex(c => new { c.Audience, c.Theme, c.MovedAtUtc, c.PromiseId });
        builder.HasIndex(c => new { c.Audience, c.Area, c.MovedAtUtc, c.PromiseId });
        builder.HasIndex(c => new { c.Audience, c.Status, c.MovedAtUtc, c.PromiseId });
        builder.HasIndex(c => new { c.Audience, c.Theme, c.Area, c.MovedAtUtc, c.PromiseId });
        builder.HasIndex(c => new { c.Audience, c.Theme, c.Status, c.MovedAtUtc, c.PromiseId });
        builder.HasIndex(c => new { c.Audience, c.Area, c.Status, c.MovedAtUtc, c.PromiseId });
        builder.HasIndex(c => new { c.Audience, c.Theme, c.Area, c.Status, c.MovedAtUtc, c.PromiseId });
    }
}

internal sealed class PromiseCountConfiguration : IEntityTypeConfiguration<PromiseCount>
{
    public void Configure(EntityTypeBuilder<PromiseCount> builder)
    {
        builder.HasKey(c => new { c.Audience, c.Theme, c.Area, c.Status });
        builder.Property(c => c.Area).HasMaxLength(PromiseCard.AreaMaxLength).IsOrdinal();
    }
}

internal sealed class PromiseMessageConfiguration : IEntityTypeConfiguration<PromiseMessage>
{
    public void Configure(EntityTypeBuilder<PromiseMessage> builder)
    {
        builder.Property(m => m.Text).HasMaxLength(PromiseMessage.TextMaxLength);
        builder.Property(m => m.Reply).HasMaxLength(PromiseMessage.TextMaxLength);
        builder.HasOne(m => m.Promise).WithMany().HasForeignKey(m => m.PromiseId);
        builder.HasOne<Member>().WithMany().HasForeignKey(m => m.FromMemberId);

        // Nobody thanks or offers twice.
        builder.HasIndex(m => new { m.PromiseId, m.Kind, m.FromMemberId }).IsUnique();
        builder.HasIndex(m => new { m.FromMemberId, m.AtUtc });
    }
}
