using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Feedback;

internal sealed class CheckInConfiguration : IEntityTypeConfiguration<CheckIn>
{
    public void Configure(EntityTypeBuilder<CheckIn> builder)
    {
        builder.Property(c => c.Words).HasMaxLength(CheckIn.WordsMaxLength);
        builder.HasOne(c => c.Member).WithMany().HasForeignKey(c => c.MemberId);
        builder.HasIndex(c => new { c.MemberId, c.Wave }).IsUnique();
    }
}
