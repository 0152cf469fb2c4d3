using CoproNetwork.Domain;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>How the yearly question was answered by its link.</summary>
public enum CheckOutcome
{
    Right = 1,
    Out = 2,
}

/// <summary>The yearly question about a listing, by a mailed link and without signing in. The link answers once; a doubled press shows what the first one did.</summary>
public sealed class CheckModel(CoproDbContext db, MailedLinks mailed, ListingCheckAnswer answer, SiteLinks links, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Token { get; set; }

    /// <summary>Leads to the thanks, which say nothing of any listing.</summary>
    [BindProperty(SupportsGet = true)]
    public CheckOutcome? Done { get; set; }

    /// <summary>Null when the link leads nowhere; then <see cref="Trouble"/> says why.</summary>
    public ListingCard? Card { get; private set; }

    /// <summary>Leads whoever signs in to where it is changed.</summary>
    public string ChangeAddress { get; private set; } = "";

    public bool IsOwn { get; private set; }

    /// <summary>Stem of the texts that say what is the matter with the link.</summary>
    public string Trouble { get; private set; } = "Unknown";

    private LinkView _link = null!;

    private DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    /// <summary>A link that leads nowhere is said first.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var isPost = HttpMethods.IsPost(HttpContext.Request.Method);
        if (!isPost && string.IsNullOrEmpty(Token) && Done is { } done && Enum.IsDefined(done))
        {
            await next();
            return;
        }

        Done = null;
        await LoadAsync(HttpContext.RequestAborted);
        if (isPost && _link.WasJustUsed(NowUtc)) context.Result = Thank(Card is null ? CheckOutcome.Out : CheckOutcome.Right);
        else if (_link.State == LinkState.Valid && Card is not null) await next();
        else
        {
            Card = null;
            Trouble = _link.State == LinkState.Unknown ? "Unknown" : "Expired";
            context.Result = NoLink(onceWorked: Trouble != "Unknown");
        }
    }

    /// <summary>Enter does nothing but show the page again.</summary>
    public IActionResult OnPost() => Page();

    public Task<IActionResult> OnPostRightAsync(CancellationToken cancellation) => AnsweredAsync(CheckOutcome.Right, answer.SayRightAsync(Token!, NowUtc, cancellation), cancellation);

    public Task<IActionResult> OnPostOutAsync(CancellationToken cancellation) => AnsweredAsync(CheckOutcome.Out, answer.ArchiveAsync(Token!, NowUtc, cancellation), cancellation);

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        _link = await mailed.LookAsync(LinkPurpose.ListingCheck, Token, NowUtc, cancellation);
        var id = _link.SubjectId;
        Card = _link.State == LinkState.Unknown ? null : await db.Listings.AsNoTracking().Where(listing => listing.Id == id).Select(ListingCard.Of).SingleOrDefaultAsync(cancellation);
        IsOwn = id < Listing.FirstOfEntries;
        var key = await db.Listings.Where(listing => listing.Id == id).Select(listing => db.Entries.Where(entry => entry.Id == listing.EntryId || (listing.EntryId == null && entry.OwnMemberId == listing.MemberId)).Select(entry => entry.Key).FirstOrDefault()).SingleOrDefaultAsync(cancellation);
        ChangeAddress = key is null ? links.To("/MemberDirectory/Mine/Index") : links.To("/MemberDirectory/Mine/Edit", ("key", key));
    }

    /// <summary>Where another press was faster, what that one did.</summary>
    private async Task<IActionResult> AnsweredAsync(CheckOutcome wanted, Task<bool> deed, CancellationToken cancellation)
    {
        if (await deed) return Thank(wanted);
        await LoadAsync(cancellation);
        return Thank(Card is null ? CheckOutcome.Out : CheckOutcome.Right);
    }

    private LocalRedirectResult Thank(CheckOutcome outcome) => LocalRedirect(links.To("/MemberDirectory/Check", ("done", outcome.ToString().ToLowerInvariant())));
}
