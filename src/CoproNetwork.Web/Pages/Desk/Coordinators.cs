using CoproNetwork.Domain;
using CoproNetwork.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk;

/// <summary>Who did what at the desk, as coordinators name each other.</summary>
public sealed class Coordinators(CoproDbContext db, Words words)
{
    /// <summary>A function from account id to a name: the member's, else the account's address. Null is the command line.</summary>
    public async Task<Func<long?, string>> NamesAsync(IEnumerable<long?> accountIds, CancellationToken cancellation)
    {
        var ids = accountIds.OfType<long>().Distinct().ToList();
        var names = await db.Users.AsNoTracking()
            .Where(account => ids.Contains(account.Id))
            .Select(account => new { account.Id, Name = account.Member == null ? account.Email! : account.Member.Name })
            .ToDictionaryAsync(account => account.Id, account => account.Name, cancellation);
        return id => id is null ? words["Desk.ByCommand"] : names.GetValueOrDefault(id.Value) ?? words["Desk.BySomeoneGone"];
    }
}
