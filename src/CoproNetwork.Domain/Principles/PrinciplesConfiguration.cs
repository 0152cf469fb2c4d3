using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Principles;

internal sealed class PrinciplesVersionConfiguration : IEntityTypeConfiguration<PrinciplesVersion>
{
    public void Configure(EntityTypeBuilder<PrinciplesVersion> builder)
    {
        builder.HasIndex(v => v.Number).IsUnique();
        builder.HasMany(v => v.Principles).WithOne().HasForeignKey(p => p.PrinciplesVersionId);
        builder.Navigation(v => v.Principles).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class PrincipleConfiguration : IEntityTypeConfiguration<Principle>
{
    public void Configure(EntityTypeBuilder<Principle> builder)
    {
        builder.ToTable("Principles");
        builder.Property(p => p.TitleWelsh).HasMaxLength(Principle.TitleMaxLength);
        builder.Property(p => p.TitleEnglish).HasMaxLength(Principle.TitleMaxLength);
        builder.Property(p => p.TextWelsh).HasMaxLength(Principle.TextMaxLength);
        builder.Property(p => p.TextEnglish).HasMaxLength(Principle.TextMaxLength);
        builder.HasIndex(p => new { p.PrinciplesVersionId, p.Position }).IsUnique();
    }
}

internal sealed class AgreementConfiguration : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> builder)
    {
        builder.Property(a => a.WouldChange).HasMaxLength(Agreement.WouldChangeMaxLength);
        builder.HasOne(a => a.Member).WithMany().HasForeignKey(a => a.MemberId);
        builder.HasOne<PrinciplesVersion>().WithMany().HasForeignKey(a => a.PrinciplesVersionId);
        builder.HasIndex(a => new { a.MemberId, a.PrinciplesVersionId }).IsUnique();
    }
}
