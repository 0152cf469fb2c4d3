using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Infrastructure.Forms;
using CoproNetwork.Web.Pages.Joining;
using CoproNetwork.Web.Pages.Members;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Applications;

/// <summary>Types in a Membership Form that came on paper: it waits for approval at once.</summary>
public sealed class PaperModel(CoproDbContext db, SignUp signUp, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty]
    public PaperInput Input { get; set; } = new();

    public PrinciplesVersion Principles { get; private set; } = null!;

    public IReadOnlyList<Choice> Languages { get; } = AboutYouChoices.Languages(words);

    public IReadOnlyList<Choice> FormLanguages { get; } = TextLanguages.Choices(words);

    public IReadOnlyList<Choice> Kinds { get; } = [.. AboutYouChoices.Kinds(words).Select(kind => kind with { Hint = null })];

    public IReadOnlyList<Choice> Ages { get; } = [.. AboutYouChoices.Ages(words).Select(age => age with { Hint = null })];

    public IReadOnlyList<Choice> Scale { get; } = [new("", words["Feedback.NotAnswered"]), .. Enum.GetValues<Say>().Select(say => new Choice($"{say}", words[$"Feedback.Scale.{say}"]))];

    public IReadOnlyList<Choice> Areas { get; } = AboutYouChoices.Areas(words);

    public IReadOnlyList<Choice> Themes { get; } = MemberChoices.Themes(words);

    public IReadOnlyList<Choice> Visibilities { get; } = [.. MemberChoices.Visibilities(words).Select(one => one with { Hint = null })];

    public IReadOnlyList<Choice> Consents { get; } = [.. MemberChoices.Consents(words, isYoung: false).Select(one => one with { Hint = null })];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Input.PrinciplesVersionId = Principles.Id;
    }

    public override async Task LoadAsync(CancellationToken cancellation) =>
        Principles = await db.CurrentPrinciplesAsync(cancellation);

    public override string FieldOf(string resourceKey) => resourceKey switch
    {
        "Joining.AgreeToAll" => "Input.AgreedToAll",
        _ when resourceKey.StartsWith("Members.Email.", StringComparison.Ordinal) => "Input.Email",
        _ => "",
    };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Input.PrinciplesVersionId != Principles.Id) return AskAnew();
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var key = await db.InTransactionAsync(async token =>
        {
            var answers = Input.ToAnswers(Principles);
            if (await TypedBeforeAsync(answers, nowUtc, token) is { } typed) return typed;
            var id = await signUp.TypeInAsync(answers, nowUtc, token);
            db.AuditEntries.Add(AuditEntry.Record(User.AccountId(), AuditActions.ApplicationTyped, id, nowUtc));
            return await db.Members.Where(m => m.Id == id).Select(m => m.Key).SingleAsync(token);
        }, cancellation);
        Say(words["Desk.Paper.Done"]);
        return LocalRedirect(links.To("/Desk/Applications/Application", ("key", key)));
    }

    /// <summary>The same form pressed twice is one: the key of the first.</summary>
    private async Task<string?> TypedBeforeAsync(JoinAnswers answers, DateTime nowUtc, CancellationToken cancellation)
    {
        var key = EmailAddress.Key(answers.Email?.Trim() ?? "");
        var known = await db.Members.Where(m => m.ConfirmedEmailKey == key && m.CameOnPaper && m.Name == answers.Name).Select(m => new { m.Id, m.Key }).SingleOrDefaultAsync(cancellation);
        return known is not null && await db.HasJustDoneAsync(User.AccountId(), AuditActions.ApplicationTyped, known.Id, nowUtc, cancellation) ? known.Key : null;
    }

    /// <summary>Another version came while the form was open: the tick was about the old one.</summary>
    private PageResult AskAnew()
    {
        const string tick = $"{nameof(Input)}.{nameof(PaperInput.AgreedToAll)}";
        (Input.PrinciplesVersionId, Input.AgreedToAll) = (Principles.Id, false);
        ModelState.Remove(tick);
        ModelState.AddModelError(tick, words["Desk.Paper.NewVersion"]);
        return Page();
    }
}
