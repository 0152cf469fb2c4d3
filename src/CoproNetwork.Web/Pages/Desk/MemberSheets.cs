using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk;

/// <summary>A promise as the desk reads it.</summary>
public sealed record SheetPromise(string Text, SiteLanguage Language, PromiseTheme Theme, PromiseVisibility Visibility, DateTime? HiddenAtUtc, string? HiddenReason);

/// <summary>A story as the desk reads it. Title and text are null when they are for figures only: then nobody is shown them.</summary>
public sealed record SheetStory(string? Title, string? Text, SiteLanguage Language, StoryConsent Consent, DateTime? HiddenAtUtc, string? HiddenReason);

/// <summary>The answers on life, work and community.</summary>
public sealed record SheetAnswers(Say? OwnLife, Say? Work, Say? Community, string? Words);

/// <summary>What was agreed to, in which language, when, and what they would change.</summary>
public sealed record SheetAgreement(int Version, SiteLanguage Language, DateTime AtUtc, string? WouldChange);

/// <summary>The badge and how far it has come.</summary>
public sealed record SheetBadge(int Edition, int Number, PostingStatus? Posting);

/// <summary>A coordinator's note, or a question that was mailed.</summary>
public sealed record SheetNote(string Text, bool WasAsked, DateTime AtUtc, string By);

/// <summary>All that a membership holds, as the desk may read it.</summary>
public sealed record MemberSheet(
    Member Member, SheetPromise? Promise, SheetStory? Story, SheetAnswers? Answers, SheetAgreement? Agreement, SheetBadge? Badge, string? Slug, IReadOnlyList<SheetNote> Notes);

/// <summary>One of the six-monthly requests.</summary>
/// <param name="AskedAtUtc">Null where it was missed.</param>
/// <param name="Nudges">How many reminders are past, 0 to 2.</param>
public sealed record SheetRequest(int Number, DateTime DueAtUtc, DateTime? AskedAtUtc, int Nudges, DateTime? AnsweredAtUtc);

/// <summary>A report on one of the member's promises.</summary>
/// <param name="Promise">The promise's words now; they tell reports apart once there has been more than one promise.</param>
public sealed record SheetUpdate(string Key, DateTime AtUtc, PromiseStatus Status, UpdateVisibility Visibility, DateTime? HiddenAtUtc, string? HiddenReason, ReportedWords Words, string Promise, SiteLanguage PromiseLanguage);

/// <summary>How often a member is asked, what became of it, and what they reported; both lists newest first.</summary>
/// <param name="PausedUntilUtc">Null without a pause, also when it is over.</param>
public sealed record SheetFeedback(bool IsYearly, DateTime? PausedUntilUtc, IReadOnlyList<SheetRequest> Requests, IReadOnlyList<SheetUpdate> Updates)
{
    /// <summary>Whether the reports are on more than one promise.</summary>
    public bool HasSeveralPromises => Updates.DistinctBy(update => update.Promise).Skip(1).Any();
}

/// <summary>One line of a member's trail: who did what, when (the last time, where they did it several times on end).</summary>
public sealed record TrailEntry(DateTime AtUtc, string Action, string By, int Times);

/// <summary>Reads one membership for the pages that show it whole.</summary>
public sealed class MemberSheets(CoproDbContext db, Coordinators coordinators)
{
    /// <summary>How much of a trail is shown.</summary>
    public const int TrailLength = 50;

    /// <summary>How many requests, and how many reports, are shown.</summary>
    public const int FeedbackLength = 50;

    /// <summary>Null when there is no such membership.</summary>
    public async Task<MemberSheet?> ReadAsync(string? key, CancellationToken cancellation)
    {
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Key == key, cancellation);
        if (member is null) return null;
        var id = member.Id;
        return new(
            member,
            await db.Promises.AsNoTracking().Where(p => p.MemberId == id).OrderByDescending(p => p.Id)
                .Select(p => new SheetPromise(p.Text, p.Language, p.Theme, p.Visibility, p.HiddenAtUtc, p.HiddenReason)).FirstOrDefaultAsync(cancellation),
            await db.Stories.AsNoTracking().Where(s => s.MemberId == id).OrderByDescending(s => s.Id)
                .Select(s => new SheetStory(s.Consent == StoryConsent.FiguresOnly ? null : s.Title, s.Consent == StoryConsent.FiguresOnly ? null : s.Text, s.Language, s.Consent, s.HiddenAtUtc, s.HiddenReason)).FirstOrDefaultAsync(cancellation),
            await db.CheckIns.AsNoTracking().Where(c => c.MemberId == id).OrderByDescending(c => c.Wave)
                .Select(c => new SheetAnswers(c.OwnLife, c.Work, c.Community, c.Words)).FirstOrDefaultAsync(cancellation),
            await AgreementAsync(id, cancellation),
            await db.Badges.AsNoTracking().Where(b => b.MemberId == id)
                .Select(b => new SheetBadge(b.EditionNumber, b.Number, db.Postings.Where(p => p.BadgeId == b.Id).Select(p => (PostingStatus?)p.Status).FirstOrDefault())).SingleOrDefaultAsync(cancellation),
            await db.Listings.AsNoTracking().Where(l => l.MemberId == id && l.EntryId == null).Select(l => l.Slug).SingleOrDefaultAsync(cancellation),
            await NotesAsync(id, cancellation));
    }

    /// <summary>In three queries. Null for who is not asked: applicants, and who has left.</summary>
    public async Task<SheetFeedback?> FeedbackAsync(long memberId, DateTime nowUtc, CancellationToken cancellation)
    {
        var plan = await db.FeedbackPlans.AsNoTracking().SingleOrDefaultAsync(one => one.MemberId == memberId, cancellation);
        if (plan is null) return null;
        var requests = await db.FeedbackRequests.AsNoTracking().Where(request => request.MemberId == memberId).OrderByDescending(request => request.Number).Take(FeedbackLength)
            .Select(request => new SheetRequest(request.Number, request.DueAtUtc, request.AskedAtUtc, request.LastNudge, request.AnsweredAtUtc)).ToListAsync(cancellation);
        var updates = await (from promise in db.Promises.AsNoTracking()
                             where promise.MemberId == memberId
                             join update in db.PromiseUpdates on promise.Id equals update.PromiseId
                             where update.IsReport
                             orderby update.AtUtc descending, update.Id descending
                             select new SheetUpdate(
                                 update.Key, update.AtUtc, update.Status, update.Visibility, update.HiddenAtUtc, update.HiddenReason,
                                 new(update.Language, update.Happened, update.Helped, update.Hindered, update.WouldHelp, update.OldText), promise.Text, promise.Language)).Take(FeedbackLength).ToListAsync(cancellation);
        return new(plan.IsYearly, plan.IsPaused(nowUtc) ? plan.PausedUntilUtc : null, requests, updates);
    }

    /// <summary>The newest entries about this member.</summary>
    public async Task<IReadOnlyList<TrailEntry>> TrailAsync(long memberId, CancellationToken cancellation)
    {
        var others = AuditActions.NotOfMembers;
        var entries = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.SubjectId == memberId && !others.Contains(entry.Action))
            .OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.Id)
            .Take(TrailLength)
            .ToListAsync(cancellation);
        var name = await coordinators.NamesAsync(entries.Select(entry => entry.ActorAccountId), cancellation);
        var trail = new List<TrailEntry>();
        foreach (var entry in entries.Select(entry => new TrailEntry(entry.AtUtc, entry.Action, name(entry.ActorAccountId), 1)))
        {
            if (trail.Count > 0 && trail[^1].Action == entry.Action && trail[^1].By == entry.By) trail[^1] = trail[^1] with { Times = trail[^1].Times + 1 };
            else trail.Add(entry);
        }

        return trail;
    }

    private Task<SheetAgreement?> AgreementAsync(long id, CancellationToken cancellation) =>
        (from agreement in db.Agreements.AsNoTracking()
         join version in db.PrinciplesVersions on agreement.PrinciplesVersionId equals version.Id
         where agreement.MemberId == id
         orderby version.Number descending
         select new SheetAgreement(version.Number, agreement.Language, agreement.AgreedAtUtc, agreement.WouldChange)).FirstOrDefaultAsync(cancellation);

    private async Task<IReadOnlyList<SheetNote>> NotesAsync(long id, CancellationToken cancellation)
    {
        var notes = await db.MemberNotes.AsNoTracking().Where(note => note.MemberId == id).OrderByDescending(note => note.Id).ToListAsync(cancellation);
        var name = await coordinators.NamesAsync(notes.Select(note => (long?)note.AuthorAccountId), cancellation);
        return [.. notes.Select(note => new SheetNote(note.Text, note.WasAsked, note.AtUtc, name(note.AuthorAccountId)))];
    }
}
