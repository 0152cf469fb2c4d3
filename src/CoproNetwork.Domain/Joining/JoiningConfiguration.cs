using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Joining;

internal sealed class JoinDraftConfiguration : IEntityTypeConfiguration<JoinDraft>
{
    public void Configure(EntityTypeBuilder<JoinDraft> builder)
    {
        builder.Property(d => d.TokenHash).HasMaxLength(RandomToken.HashLength).IsOrdinal();
        builder.HasIndex(d => d.TokenHash).IsUnique();
        builder.HasIndex(d => d.ExpiresAtUtc);
    }
}
