using CoproNetwork.Domain.MemberDirectory;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>What members bring, approved and so in the directory.</summary>
internal static class Listed
{
    /// <returns>The entry's key.</returns>
    public static Task<string> BringAsync(this Portal portal, long memberId, ListingKind kind, EntryContent content) => portal.ListedAsync(memberId, content, kind);

    /// <summary>What the member's own listing says.</summary>
    public static async Task SayAsync(this Portal portal, long memberId, EntryContent content)
    {
        await portal.InScopeAsync<EntryEditing, EditOutcome>(editing => editing.EditOwnAsync(memberId, content, portal.NowUtc, default));
        await portal.ApproveAsync(await portal.SeeAsync(db => db.Entries.Where(entry => entry.OwnMemberId == memberId).Select(entry => entry.Key).SingleAsync()));
    }
}
