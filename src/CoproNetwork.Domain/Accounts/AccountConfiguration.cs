using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Accounts;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.HasOne(a => a.Member).WithOne().HasForeignKey<Account>(a => a.MemberId);
        builder.HasIndex(a => a.MemberId).IsUnique();

        // By the same rule as the member's own key: a collation that takes ß for ss would give one person another's account.
        builder.Property(a => a.NormalizedEmail).IsOrdinalOrNull();
        builder.Property(a => a.NormalizedUserName).IsOrdinalOrNull();

        // Identity's own index on the email is not unique; here one address is one account.
        builder.HasIndex(a => a.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
    }
}
