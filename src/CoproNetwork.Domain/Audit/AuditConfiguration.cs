using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Audit;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(e => e.Action).HasMaxLength(AuditEntry.ActionMaxLength);
        builder.HasIndex(e => new { e.SubjectId, e.AtUtc });
        builder.HasIndex(e => e.AtUtc);
    }
}
