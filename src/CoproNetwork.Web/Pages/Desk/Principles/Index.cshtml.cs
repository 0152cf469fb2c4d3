using System.Globalization;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Principles;

/// <summary>A published version, with how many have agreed to it.</summary>
public sealed record VersionRow(int Number, DateTime PublishedAtUtc, int Agreed);

/// <summary>What a member would change. Shown without a name: it is about the principles, not about them.</summary>
public sealed record Suggestion(string Text, int Version, DateTime AtUtc);

/// <summary>The shared principles: the current version, and the writing of the next one.</summary>
public sealed class IndexModel(CoproDbContext db, PrinciplesPublication publication, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    private const int MostSuggestions = 20;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The next version is being written.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Write { get; set; }

    public PrinciplesVersion Current { get; private set; } = null!;

    public IReadOnlyList<VersionRow> Versions { get; private set; } = [];

    public IReadOnlyList<Suggestion> Suggestions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Input = new()
        {
            BasedOn = Current.Number,
            Rows = [.. Current.Principles.Select(p => new Row { TitleWelsh = p.TitleWelsh, TitleEnglish = p.TitleEnglish, TextWelsh = p.TextWelsh, TextEnglish = p.TextEnglish })],
        };
    }

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        Current = await db.CurrentPrinciplesAsync(cancellation);
        Versions = await db.PrinciplesVersions.AsNoTracking().OrderByDescending(version => version.Number)
            .Select(version => new VersionRow(version.Number, version.PublishedAtUtc, db.Agreements.Count(agreement => agreement.PrinciplesVersionId == version.Id))).ToListAsync(cancellation);
        Suggestions = await (
            from agreement in db.Agreements.AsNoTracking()
            join version in db.PrinciplesVersions on agreement.PrinciplesVersionId equals version.Id
            where agreement.WouldChange != null
            orderby agreement.Id descending
            select new Suggestion(agreement.WouldChange!, version.Number, agreement.AgreedAtUtc)).Take(MostSuggestions).ToListAsync(cancellation);
    }

    public override int StatusOf(string resourceKey) => resourceKey is "Principles.Desk.TooLate" ? StatusCodes.Status409Conflict : base.StatusOf(resourceKey);

    /// <summary>Adds, moves or takes away a row and shows the form again, or publishes. Enter in a field only shows it again.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Input.Do != InputModel.Publish)
        {
            Input.Rearrange();

            // The rows have moved: what was typed is in them, not in the fields as they were posted.
            ModelState.Clear();
            await LoadAsync(cancellation);
            return Page();
        }

        var texts = Input.Rows.Select(row => new PrincipleText(row.TitleWelsh, row.TitleEnglish, row.TextWelsh, row.TextEnglish)).ToList();
        var number = await publication.PublishAsync(texts, Input.BasedOn, User.AccountId(), clock.GetUtcNow().UtcDateTime, cancellation);
        Say(words["Principles.Desk.Published", number]);
        return LocalRedirect(links.To("/Desk/Principles/Index"));
    }

    /// <summary>One principle as it is being written.</summary>
    public sealed class Row
    {
        public string? TitleWelsh { get; set; }
        public string? TitleEnglish { get; set; }
        public string? TextWelsh { get; set; }
        public string? TextEnglish { get; set; }
    }

    public sealed class InputModel
    {
        public const string Publish = "publish";
        public const string Add = "add";

        public int BasedOn { get; set; }

        /// <summary>The button: <see cref="Publish"/>, <see cref="Add"/>, or up, down or remove with the row's index, such as <c>up-2</c>.</summary>
        public string? Do { get; set; }

        public List<Row> Rows { get; set; } = [];

        internal void Rearrange()
        {
            if (Do == Add && Rows.Count < PrinciplesVersion.MaxPrinciples) Rows.Add(new());
            var parts = Do?.Split('-') ?? [];
            if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= Rows.Count) return;
            if (parts[0] == "remove") Rows.RemoveAt(at);
            else if (parts[0] == "up" && at > 0) (Rows[at - 1], Rows[at]) = (Rows[at], Rows[at - 1]);
            else if (parts[0] == "down" && at < Rows.Count - 1) (Rows[at + 1], Rows[at]) = (Rows[at], Rows[at + 1]);
        }
    }

    public sealed class RowValidator : AbstractValidator<Row>
    {
        public RowValidator()
        {
            RuleFor(row => row.TitleWelsh).Needed("Principles.TitleWelsh").AtMost(Principle.TitleMaxLength, "Principles.TitleWelsh");
            RuleFor(row => row.TitleEnglish).Needed("Principles.TitleEnglish").AtMost(Principle.TitleMaxLength, "Principles.TitleEnglish");
            RuleFor(row => row.TextWelsh).Needed("Principles.TextWelsh").AtMost(Principle.TextMaxLength, "Principles.TextWelsh");
            RuleFor(row => row.TextEnglish).Needed("Principles.TextEnglish").AtMost(Principle.TextMaxLength, "Principles.TextEnglish");
        }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        /// <summary>Only what is to be published must be whole.</summary>
        public Validator() => When(input => input.Do == InputModel.Publish, () =>
        {
            RuleFor(input => input.Rows).Must(rows => rows.Count > 0).WithMessage("Principles.NoneGiven");
            RuleFor(input => input.Rows).Must(rows => rows.Count <= PrinciplesVersion.MaxPrinciples).WithMessage("Principles.TooMany").WithState(_ => new object[] { PrinciplesVersion.MaxPrinciples });
            RuleForEach(input => input.Rows).SetValidator(new RowValidator());
        });
    }
}
