using System.Globalization;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Desk.Newsletters;

/// <summary>One issue at the desk: written while it is a draft, watched once it is on its way.</summary>
public sealed class IssueModel(NewsletterDesk desk, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    private const int NameWords = 14;

    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public NewsletterIssue Issue { get; private set; } = null!;

    public NewsletterProgress? Progress { get; private set; }

    public IReadOnlyList<NewsletterTrouble> Trouble { get; private set; } = [];

    /// <summary>What may be chosen, in the order of the form.</summary>
    public IReadOnlyList<NewsletterProposal> Parts { get; private set; } = [];

    private DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    /// <summary>What the form brings back, where that can be.</summary>
    private DateTime OfferedAtUtc => Input.OfferedAtUtc is { } ticks && ticks > 0 && ticks <= NowUtc.Ticks ? new(ticks, DateTimeKind.Utc) : NowUtc;

    public override async Task<bool> ExistsAsync(CancellationToken cancellation) => await desk.FindAsync(Key, cancellation) is not null;

    public override int StatusOf(string resourceKey) => resourceKey is "Newsletters.NotOpen" or "Newsletters.NotScheduled" or "Newsletters.NotSending" or "Newsletters.NotPaused" or "Newsletters.NoneFailed" ? StatusCodes.Status409Conflict : base.StatusOf(resourceKey);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Issue = (await desk.FindAsync(Key, cancellation))!;
        Input = new()
        {
            Version = Issue.Version,
            OfferedAtUtc = NowUtc.Ticks,
            SubjectWelsh = Issue.SubjectWelsh,
            SubjectEnglish = Issue.SubjectEnglish,
            IntroWelsh = Issue.IntroWelsh,
            IntroEnglish = Issue.IntroEnglish,
            Rows = [.. Issue.Items.OrderBy(item => item.Position).Select(item => new Row { Source = item.Source, Key = item.ItemKey, IsChosen = true })],
        };
        await LoadAsync(cancellation);
    }

    /// <summary>What is chosen stands first and in its order, then what else is new.</summary>
    public override async Task LoadAsync(CancellationToken cancellation)
    {
        Issue = (await desk.FindAsync(Key, cancellation))!;
        if (!Issue.IsOpen)
        {
            Progress = await desk.ProgressAsync(Issue, cancellation);
            Trouble = await desk.TroubleAsync(Issue, cancellation);
            return;
        }

        Parts = await desk.OfferAsync(Issue, [.. Input.Rows.Select(row => new NewsletterChoice(row.Source ?? "", row.Key ?? ""))], cancellation);
    }

    public bool IsChosen(string source, string key) => Input.Rows.Any(row => row.Source == source && row.Key == key && row.IsChosen);

    /// <summary>The piece in one line.</summary>
    public string Named(NewsletterPiece piece) => Domain.Common.Excerpts.Of(piece.By is null ? piece.Title : words["Newsletters.Issue.PieceBy", piece.Title, piece.By], NameWords);

    /// <summary>Some have not got it, and it is still known who.</summary>
    public bool MayTryAgain => Progress!.Failed > 0 && Issue.StartedAtUtc > NowUtc - NewsletterRetention.ReadersKept;

    public string Handler(string name) => links.To("/Desk/Newsletters/Issue", ("key", Key), ("handler", name));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Input.Rearrange())
        {
            ModelState.Clear();
            await LoadAsync(cancellation);
            return Page();
        }

        await desk.DoAsync(Key, Input.Version, issue =>
        {
            issue.Write(new(Input.SubjectWelsh, Input.SubjectEnglish, Input.IntroWelsh, Input.IntroEnglish));
            issue.Choose(Input.Rows.Where(row => row is { IsChosen: true, Source: not null, Key: not null }).Select(row => new NewsletterChoice(row.Source!, row.Key!)), OfferedAtUtc);
        }, AuditActions.NewsletterWritten, User.AccountId(), NowUtc, cancellation);
        Say(words["Common.Saved"]);
        return LocalRedirect(links.To(Input.Do == InputModel.Preview ? "/Desk/Newsletters/Preview" : "/Desk/Newsletters/Issue", ("key", Key)));
    }

    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellation) => DoAsync(issue => issue.TakeBack(), AuditActions.NewsletterTakenBack, cancellation);

    public Task<IActionResult> OnPostPauseAsync(CancellationToken cancellation) => DoAsync(issue => issue.Pause(), AuditActions.NewsletterPaused, cancellation);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken cancellation) => DoAsync(issue => issue.Resume(), AuditActions.NewsletterResumed, cancellation);

    public async Task<IActionResult> OnPostTryAgainAsync(CancellationToken cancellation)
    {
        await desk.TryAgainAsync(Key, User.AccountId(), NowUtc, cancellation);
        return LocalRedirect(links.To("/Desk/Newsletters/Issue", ("key", Key)));
    }

    private async Task<IActionResult> DoAsync(Action<NewsletterIssue> verb, string action, CancellationToken cancellation)
    {
        await desk.DoAsync(Key, null, verb, action, User.AccountId(), NowUtc, cancellation);
        return LocalRedirect(links.To("/Desk/Newsletters/Issue", ("key", Key)));
    }

    /// <summary>A piece that may be chosen.</summary>
    public sealed class Row
    {
        public string? Source { get; set; }

        public string? Key { get; set; }

        public bool IsChosen { get; set; }
    }

    public sealed class InputModel
    {
        public const string Save = "save";
        public const string Preview = "preview";

        public Guid Version { get; set; }

        /// <summary>When what may be chosen was first looked up for this page, in ticks.</summary>
        public long? OfferedAtUtc { get; set; }

        public string? SubjectWelsh { get; set; }

        public string? SubjectEnglish { get; set; }

        public string? IntroWelsh { get; set; }

        public string? IntroEnglish { get; set; }

        /// <summary>The button: <see cref="Save"/>, <see cref="Preview"/>, or up or down with the row's index, such as <c>up-2</c>.</summary>
        public string? Do { get; set; }

        public List<Row> Rows { get; set; } = [];

        /// <returns>Whether the button was one that only moves a row.</returns>
        internal bool Rearrange()
        {
            var parts = Do?.Split('-') ?? [];
            if (parts.Length != 2 || parts[0] is not ("up" or "down")) return false;
            if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= Rows.Count) return true;
            var other = parts[0] == "up" ? at - 1 : at + 1;
            if (other >= 0 && other < Rows.Count && Rows[other].Source == Rows[at].Source) (Rows[at], Rows[other]) = (Rows[other], Rows[at]);
            return true;
        }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => When(input => input.Do is not null && !input.Do.Contains('-', StringComparison.Ordinal) || input.Do is null, () =>
        {
            RuleFor(input => input.SubjectWelsh).AtMost(NewsletterIssue.SubjectMaxLength, "Newsletters.SubjectWelsh");
            RuleFor(input => input.SubjectEnglish).AtMost(NewsletterIssue.SubjectMaxLength, "Newsletters.SubjectEnglish");
            RuleFor(input => input.IntroWelsh).AtMost(NewsletterIssue.IntroMaxLength, "Newsletters.IntroWelsh");
            RuleFor(input => input.IntroEnglish).AtMost(NewsletterIssue.IntroMaxLength, "Newsletters.IntroEnglish");
        });
    }
}
