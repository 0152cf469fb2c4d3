using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Stories;

internal sealed class StoryConfiguration : IEntityTypeConfiguration<Story>
{
    public void Configure(EntityTypeBuilder<Story> builder)
    {
        builder.Property(s => s.Key).HasMaxLength(RandomToken.Length).IsOrdinal();
        builder.Property(s => s.Title).HasMaxLength(Story.TitleMaxLength);
        builder.Property(s => s.Text).HasMaxLength(Story.TextMaxLength);
        builder.Property(s => s.HiddenReason).HasMaxLength(Story.ReasonMaxLength);
        builder.HasIndex(s => s.Key).IsUnique();
        builder.HasOne(s => s.Member).WithMany().HasForeignKey(s => s.MemberId);
    }
}

internal sealed class StoryCardConfiguration : IEntityTypeConfiguration<StoryCard>
{
    public void Configure(EntityTypeBuilder<StoryCard> builder)
    {
        builder.HasKey(c => new { c.Audience, c.StoryId });
        builder.Property(c => c.StoryId).ValueGeneratedNever();
        builder.HasOne(c => c.Story).WithMany().HasForeignKey(c => c.StoryId);

        // One for each set of filters, as on the wall of promises.
        builder.HasIndex(c => new { c.Audience, c.ToldAtUtc, c.StoryId });
        builder.HasIndex(c => new { c.Audience, c.Language, c.ToldAtUtc, c.StoryId });
        builder.HasIndex(c => new { c.Audience, c.Theme, c.ToldAtUtc, c.StoryId });
        builder.HasIndex(c => new { c.Audience, c.Language, c.Theme, c.ToldAtUtc, c.StoryId });
        builder.HasIndex(c => new { c.Audience, c.CameAtUtc, c.StoryId });
    }
}
