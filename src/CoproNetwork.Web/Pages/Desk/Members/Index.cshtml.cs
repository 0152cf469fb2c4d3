using System.Globalization;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Members;

/// <summary>A membership in a list.</summary>
public sealed record MemberRow(string Key, string Name, MemberStatus Status, MemberKind Kind, string? Organisation, long? Number, Whereabouts Where);

/// <summary>Finds memberships by number, email or the beginning of the name; without a question the newest members. Every question is answered from an index.</summary>
public sealed class IndexModel(CoproDbContext db, SiteLinks links, TimeProvider clock) : PageModel
{
    public const int PageSize = 25;

    /// <summary>Sorts after every letter, so that names which begin with the words lie between them and this.</summary>
    private const char Last = '\uffff';

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Question { get; set; }

    /// <summary>Key of the last one of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Slice<MemberRow> Found { get; private set; } = new([], false);

    public Pager Pager => new(
        After is null ? null : links.To("/Desk/Members/Index", ("q", Question)),
        Found.More ? links.To("/Desk/Members/Index", ("q", Question), ("after", Found.Rows[^1].Key)) : null);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Question = Rules.Clean(Question);
        if (Question.Length > EmailAddress.MaxLength) Question = Rules.Cut(Question, EmailAddress.MaxLength);
        Found = Slice.Of(await Rows(await AskAsync(cancellation)).ToListAsync(cancellation), PageSize);
        await db.NoteReadingAsync(User.AccountId(), Question.Length == 0 ? AuditActions.MembersListed : AuditActions.MembersSearched, clock.GetUtcNow().UtcDateTime, cancellation);
    }

    private async Task<IQueryable<Member>> AskAsync(CancellationToken cancellation)
    {
        var members = db.Members.AsNoTracking();
        var last = string.IsNullOrEmpty(After) ? null : await members.Where(m => m.Key == After).Select(m => new { m.Id, m.NameKey, m.ApprovedAtUtc }).SingleOrDefaultAsync(cancellation);
        if (Question!.Length == 0)
        {
            members = members.Where(m => m.Status == MemberStatus.Approved);
            if (last is not null) members = members.Where(m => m.ApprovedAtUtc <= last.ApprovedAtUtc && (m.ApprovedAtUtc < last.ApprovedAtUtc || m.Id < last.Id));
            return members.OrderByDescending(m => m.ApprovedAtUtc).ThenByDescending(m => m.Id);
        }

        if (long.TryParse(Question, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return members.Where(m => m.Number == number).OrderBy(m => m.Id);
        if (EmailAddress.IsValid(Question))
        {
            var likeness = EmailAddress.LikenessKey(Question);
            members = members.Where(m => m.EmailLikenessKey == likeness);
            if (last is not null) members = members.Where(m => m.Id > last.Id);
            return members.OrderBy(m => m.Id);
        }

        var from = Folding.Fold(Question);
        var to = from + Last;
        members = members.Where(m => m.NameKey.CompareTo(from) >= 0 && m.NameKey.CompareTo(to) < 0);
        if (last is not null) members = members.Where(m => m.NameKey.CompareTo(last.NameKey) >= 0 && (m.NameKey != last.NameKey || m.Id > last.Id));
        return members.OrderBy(m => m.NameKey).ThenBy(m => m.Id);
    }

    private static IQueryable<MemberRow> Rows(IQueryable<Member> members) => members.Take(PageSize + 1)
        .Select(m => new MemberRow(m.Key, m.Name, m.Status, m.Kind, m.OrganisationName, m.Number, new Whereabouts(m.PlaceId, m.AreaCode, m.OutsideWales)));
}
