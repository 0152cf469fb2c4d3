using CoproNetwork.Domain;
using CoproNetwork.Domain.MemberDirectory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests;

/// <summary>What several tests do with listings, by the same deeds as in life. Each call uses a scope of its own.</summary>
internal sealed class ListingDeeds(IServiceProvider services, TimeProvider clock)
{
    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    /// <summary>A project in Cardiff, to be varied with <c>with</c>.</summary>
    public static EntryContent Says(string name) => new() { NameEnglish = name, SummaryEnglish = $"What {name} does.", Where = new(null, "W06000015", false) };

    /// <summary>Waits for approval.</summary>
    /// <returns>Its key.</returns>
    public Task<string> DescribedAsync(long memberId, EntryContent content, ListingKind kind = ListingKind.Project) =>
        DoAsync<EntryEditing, string>(editing => editing.DescribeAsync(memberId, kind, content, true, NowUtc, default));

    /// <summary>Approved, and so in the directory.</summary>
    public async Task<string> ListedAsync(long memberId, EntryContent content, ListingKind kind = ListingKind.Project)
    {
        var key = await DescribedAsync(memberId, content, kind);
        await ApproveAsync(key);
        return key;
    }

    public async Task ApproveAsync(string key)
    {
        var number = (await ReadAsync(key)).Waiting!.Number;
        await DoAsync<EntryDecisions, bool>(async decisions =>
        {
            await decisions.ApproveAsync(key, number, 1, NowUtc, default);
            return true;
        });
    }

    /// <summary>Another version, by whoever has read the newest.</summary>
    public async Task<EditOutcome> EditAsync(string key, long memberId, EntryContent content)
    {
        var number = (await ReadAsync(key)).Newest.Number;
        return await DoAsync<EntryEditing, EditOutcome>(editing => editing.EditAsync(key, memberId, number, content, NowUtc, default));
    }

    /// <summary>With its revisions, fresh.</summary>
    public Task<Entry> ReadAsync(string key) => DoAsync<CoproDbContext, Entry>(db => db.Entries.AsNoTracking().Include(entry => entry.Revisions).SingleAsync(entry => entry.Key == key));

    /// <summary>Its listing; null where it is not in the directory.</summary>
    public async Task<Listing?> ListingAsync(string key)
    {
        var id = (await ReadAsync(key)).Id;
        return await DoAsync<CoproDbContext, Listing?>(db => db.Listings.AsNoTracking().SingleOrDefaultAsync(listing => listing.EntryId == id));
    }

    public Task MergeAsync(long staysId, long goesId) => DoAsync<ListingMerge, bool>(async merge =>
    {
        await merge.MergeAsync(staysId, goesId, 1, NowUtc, default);
        return true;
    });

    /// <summary>A pass over the listings, by the clock.</summary>
    public Task<ListingCheckResult?> CheckAsync() => DoAsync<ListingCheckRun, ListingCheckResult?>(run => run.RunAsync(NowUtc, default));

    private async Task<T> DoAsync<TService, T>(Func<TService, Task<T>> deed) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await deed(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
