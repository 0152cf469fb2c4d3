using System.Security.Claims;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Who reads a page that shows members more than visitors.</summary>
/// <param name="MemberId">Of an approved member who is signed in; null for everyone else, coordinators among them.</param>
public sealed record PageReader(long? MemberId)
{
    public Audience Audience => MemberId is null ? Audience.Public : Audience.Members;

    /// <summary>One query for who is signed in, none for a visitor.</summary>
    public static async Task<PageReader> OfAsync(CoproDbContext db, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (user.Identity?.IsAuthenticated != true) return new((long?)null);
        var account = user.AccountId();
        return new(await db.Users.AsNoTracking().Where(one => one.Id == account && one.Member!.Status == MemberStatus.Approved).Select(one => (long?)one.Member!.Id).SingleOrDefaultAsync(cancellation));
    }
}
