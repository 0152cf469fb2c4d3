using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>What members bring, in every state, by the same deeds as in life.</summary>
internal static class Brought
{
    public static EntryContent Content(string name) => new()
    {
        NameEnglish = name,
        SummaryWelsh = "Gardd i bawb.",
        SummaryEnglish = "A garden for all.",
        Themes = [PromiseTheme.Environment],
        Offers = Offers.Time,
        Where = Whereabouts.InArea("W06000015"),
    };

    /// <summary>Waiting for a coordinator.</summary>
    /// <returns>Its key.</returns>
    public static Task<string> DescribedAsync(this Portal portal, long memberId, EntryContent content, ListingKind kind = ListingKind.Project) =>
        portal.InScopeAsync<EntryEditing, string>(editing => editing.DescribeAsync(memberId, kind, content, true, portal.NowUtc, default));

    /// <summary>Approved and listed.</summary>
    public static async Task<string> ListedAsync(this Portal portal, long memberId, EntryContent content, ListingKind kind = ListingKind.Project)
    {
        var key = await portal.DescribedAsync(memberId, content, kind);
        await portal.ApproveAsync(key);
        return key;
    }

    /// <summary>A coordinator approves what waits.</summary>
    public static Task ApproveAsync(this Portal portal, string key) => portal.DecideAsync(async (decisions, coordinator) =>
        await decisions.ApproveAsync(key, await portal.SeeAsync(db => db.EntryRevisions.Where(revision => revision.Entry.Key == key).MaxAsync(revision => revision.Number)), coordinator, portal.NowUtc, default));

    public static async Task DecideAsync(this Portal portal, Func<EntryDecisions, long, Task> deed)
    {
        var coordinator = await portal.Given.CoordinatorAsync("decides@example.org");
        await portal.DoAsync<EntryDecisions>(decisions => deed(decisions, coordinator));
    }

    public static Task DoAsync<TService>(this Portal portal, Func<TService, Task> deed) where TService : notnull => portal.InScopeAsync<TService, bool>(async service =>
    {
        await deed(service);
        return true;
    });

    /// <summary>The member belongs to it and edits it too.</summary>
    public static async Task BelongsAsync(this Portal portal, string key, long askedBy, string email, bool isNamed)
    {
        await portal.DoAsync<EntryBelonging>(belonging => belonging.AskAsync(key, askedBy, email, portal.NowUtc, default));
        var memberId = await portal.SeeAsync(db => db.Members.Where(member => member.Email == email).Select(member => member.Id).SingleAsync());
        await portal.DoAsync<EntryBelonging>(belonging => belonging.AgreeAsync(key, memberId, isNamed, portal.NowUtc, default));
    }

    public static Task<Entry> EntryAsync(this Portal portal, string key) => portal.SeeAsync(db => db.Entries.AsNoTracking().Include(entry => entry.Revisions).SingleAsync(entry => entry.Key == key));

    public static Task<string> MemberKeyAsync(this Portal portal, long id) => portal.SeeAsync(db => db.Members.Where(member => member.Id == id).Select(member => member.Key).SingleAsync());
}
