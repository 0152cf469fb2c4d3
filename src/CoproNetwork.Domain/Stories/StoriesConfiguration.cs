using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Stories;

internal sealed class StoryConfiguration : IEntityTypeConfiguration<Story>
{
    public void Configure(EntityTypeBuilder<Story> builder)
    {
        builder.Property(s => s.Title).HasMaxLength(Story.TitleMaxLength);
        builder.Property(s => s.Text).HasMaxLength(Story.TextMaxLength);
        builder.Property(s => s.HiddenReason).HasMaxLength(Story.ReasonMaxLength);
        builder.HasOne(s => s.Member).WithMany().HasForeignKey(s => s.MemberId);
    }
}
