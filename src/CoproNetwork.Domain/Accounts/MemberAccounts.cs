using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Accounts;

/// <summary>What becomes of accounts when a membership ends.</summary>
public static class MemberAccounts
{
    /// <summary>A member's account is erased; a coordinator's stays, without the membership.</summary>
    public static async Task EndAsync(CoproDbContext db, IReadOnlyList<Account> accounts, CancellationToken cancellation)
    {
        foreach (var account in accounts)
        {
            if (await db.UserRoles.AnyAsync(role => role.UserId == account.Id, cancellation)) account.LeaveMembership();
            else db.Users.Remove(account);
        }

        await db.SaveChangesAsync(cancellation);
    }
}
