using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Members;

/// <summary>How far the network has come towards what it aims at.</summary>
/// <param name="Active">Active members now.</param>
/// <param name="Target">Active members wanted by <paramref name="By"/>.</param>
/// <param name="ActiveMonths">How recent a joining or an answer must be to count; published beside the number.</param>
/// <param name="Version">The public version that the figures belong to.</param>
public sealed record MemberGrowth(int Active, int Target, DateOnly By, int ActiveMonths, Guid Version);

/// <summary>The figures about members that the home page and the desk show alike.</summary>
public sealed class MemberFigures(CoproDbContext db, LastFigure last)
{
    public async Task<MemberGrowth> GrowthAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var found = await db.MembershipSettings.AsNoTracking()
            .Select(settings => new { Settings = settings, Version = db.PublicVersions.Select(version => version.Value).Single() })
            .SingleAsync(cancellation);
        var (settings, sinceUtc) = (found.Settings, SinceUtc(found.Settings, nowUtc));
        if (last.Of(found.Version, sinceUtc) is not { } active)
        {
            active = await Active(settings, nowUtc).CountAsync(cancellation);
            last.Keep(found.Version, sinceUtc, active);
        }

        return new(active, settings.Target, settings.TargetDate, settings.ActiveMonths, found.Version);
    }

    /// <summary>The one place that says who is active: approved, and joined or gave feedback in the last months of the settings, counted in whole London days, today the last.</summary>
    public IQueryable<Member> Active(MembershipSettings settings, DateTime nowUtc)
    {
        var sinceUtc = SinceUtc(settings, nowUtc);
        return db.Members.Where(member => member.Status == MemberStatus.Approved && member.LastHeardAtUtc >= sinceUtc);
    }

    /// <summary>From when on someone must have joined or given feedback to be active at <paramref name="nowUtc"/>.</summary>
    public static DateTime SinceUtc(MembershipSettings settings, DateTime nowUtc) => LondonTime.StartOf(LondonTime.DateOf(nowUtc).AddMonths(-settings.ActiveMonths).AddDays(1));
}

/// <summary>The number of active members as counted last. It stands as long as the database's public version, which every change of a member gives anew; so it is counted once a change, not once a page.</summary>
public sealed class LastFigure
{
    private Counted? _last;

    internal int? Of(Guid version, DateTime sinceUtc) => _last is { } last && last.Version == version && last.SinceUtc == sinceUtc ? last.Active : null;

    internal void Keep(Guid version, DateTime sinceUtc, int active) => _last = new(version, sinceUtc, active);

    private sealed record Counted(Guid Version, DateTime SinceUtc, int Active);
}
