using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Promises;

internal sealed class PromiseConfiguration : IEntityTypeConfiguration<Promise>
{
    public void Configure(EntityTypeBuilder<Promise> builder)
    {
        builder.Property(p => p.Text).HasMaxLength(Promise.TextMaxLength);
        builder.Property(p => p.HiddenReason).HasMaxLength(Promise.ReasonMaxLength);
        builder.Ignore(p => p.IsPublic);
        builder.HasOne(p => p.Member).WithMany().HasForeignKey(p => p.MemberId);
        builder.HasMany(p => p.Updates).WithOne().HasForeignKey(u => u.PromiseId);
        builder.Navigation(p => p.Updates).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class PromiseUpdateConfiguration : IEntityTypeConfiguration<PromiseUpdate>
{
    public void Configure(EntityTypeBuilder<PromiseUpdate> builder) => builder.Property(u => u.OldText).HasMaxLength(Promise.TextMaxLength);
}
