using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Common;

internal sealed class LeaseConfiguration : IEntityTypeConfiguration<Lease>
{
    public void Configure(EntityTypeBuilder<Lease> builder)
    {
        builder.HasKey(lease => lease.Name);
        builder.Property(lease => lease.Name).HasMaxLength(Lease.NameMaxLength).IsOrdinal();
    }
}

internal sealed class PublicVersionConfiguration : IEntityTypeConfiguration<PublicVersion>
{
    public void Configure(EntityTypeBuilder<PublicVersion> builder)
    {
        builder.Property(version => version.Id).ValueGeneratedNever();
        builder.HasData(new { Id = PublicVersion.OnlyId, Value = new Guid("0d7a8f6e-6c0b-4a53-9a58-6f7d5a1e9c01") });
    }
}
