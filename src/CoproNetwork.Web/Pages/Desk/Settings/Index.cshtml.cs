using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Settings;

/// <summary>An edition of badges in a list.</summary>
public sealed record EditionRow(int Number, int Capacity, int Allocated, DateTime? OpenedAtUtc);

/// <summary>What the network aims at, how many badges the coming editions hold, and on what terms the open data may be used.</summary>
public sealed class IndexModel(CoproDbContext db, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<EditionRow> Editions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var settings = await db.MembershipSettings.AsNoTracking().SingleAsync(cancellation);
        var coming = await db.BadgeEditions.AsNoTracking().Where(edition => edition.OpenedAtUtc == null).OrderBy(edition => edition.Number).ToListAsync(cancellation);
        Input = new()
        {
            Version = settings.Version,
            Target = settings.Target,
            Year = settings.TargetYear,
            ActiveMonths = settings.ActiveMonths,
            LicenceWelsh = settings.LicenceWelsh,
            LicenceEnglish = settings.LicenceEnglish,
            LicenceAddress = settings.LicenceAddress,
            Editions = [.. coming.Select(edition => new CapacityInput { Number = edition.Number, Capacity = edition.Capacity, Version = edition.Version })],
        };
    }

    /// <summary>The latest ones; a network of many years has many.</summary>
    private const int EditionsShown = 20;

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        var latest = await db.BadgeEditions.AsNoTracking()
            .OrderByDescending(edition => edition.Number)
            .Take(EditionsShown)
            .Select(edition => new EditionRow(edition.Number, edition.Capacity, edition.Allocated, edition.OpenedAtUtc))
            .ToListAsync(cancellation);
        Editions = [.. latest.OrderBy(edition => edition.Number)];
    }

    public override string FieldOf(string resourceKey) => resourceKey switch
    {
        "Members.Target.Range" => "Input.Target",
        "Members.TargetYear.Range" => "Input.Year",
        "Members.ActiveMonths.Range" => "Input.ActiveMonths",
        _ when resourceKey.StartsWith("Members.Licence", StringComparison.Ordinal) => $"Input.{resourceKey.Split('.')[1]}",
        _ => "",
    };

    public override int StatusOf(string resourceKey) => resourceKey is "Badges.EditionOpen" ? StatusCodes.Status409Conflict : base.StatusOf(resourceKey);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await db.InTransactionAsync(SaveAsync, cancellation);
        Say(words["Common.Saved"]);
        return LocalRedirect(links.To("/Desk/Settings/Index"));
    }

    /// <summary>Against the versions that were shown, so that a coordinator never undoes what another has just set.</summary>
    private async Task SaveAsync(CancellationToken cancellation)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var settings = await db.MembershipSettings.SingleAsync(cancellation);
        var before = AllOf(settings);
        db.Entry(settings).Property(s => s.Version).OriginalValue = Input.Version;
        settings.Set(Input.Target!.Value, Input.Year!.Value, Input.ActiveMonths!.Value);
        settings.SetLicence(Input.LicenceWelsh, Input.LicenceEnglish, Input.LicenceAddress);
        if (before != AllOf(settings)) db.AuditEntries.Add(AuditEntry.Record(User.AccountId(), AuditActions.SettingsChanged, null, nowUtc));
        foreach (var wanted in Input.Editions)
        {
            if (await db.BadgeEditions.SingleOrDefaultAsync(e => e.Number == wanted.Number, cancellation) is not { } edition || edition.Capacity == wanted.Capacity) continue;
            db.Entry(edition).Property(e => e.Version).OriginalValue = wanted.Version;
            edition.SetCapacity(wanted.Capacity!.Value);
            db.AuditEntries.Add(AuditEntry.Record(User.AccountId(), AuditActions.CapacityChanged, edition.Number, nowUtc));
        }
    }

    private static (int, int, int, string?, string?, string?) AllOf(MembershipSettings settings) =>
        (settings.Target, settings.TargetYear, settings.ActiveMonths, settings.LicenceWelsh, settings.LicenceEnglish, settings.LicenceAddress);

    public sealed class CapacityInput
    {
        public int Number { get; set; }

        public int? Capacity { get; set; }

        /// <summary>As it was when the form was shown.</summary>
        public Guid Version { get; set; }
    }

    public sealed class InputModel
    {
        /// <summary>As it was when the form was shown.</summary>
        public Guid Version { get; set; }

        public int? Target { get; set; }

        public int? Year { get; set; }

        public int? ActiveMonths { get; set; }

        public List<CapacityInput> Editions { get; set; } = [];

        public string? LicenceWelsh { get; set; }

        public string? LicenceEnglish { get; set; }

        public string? LicenceAddress { get; set; }
    }

    public sealed class CapacityValidator : AbstractValidator<CapacityInput>
    {
        public CapacityValidator() => RuleFor(input => input.Capacity)
            .Must(capacity => capacity is >= 1 and <= BadgeEdition.MaxCapacity).WithMessage("Badges.Capacity.Range").WithState(_ => new object[] { BadgeEdition.MaxCapacity });
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(input => input.Target).NotNull().WithMessage("Members.Target.Range");
            RuleFor(input => input.Year).NotNull().WithMessage("Members.TargetYear.Range");
            RuleFor(input => input.ActiveMonths).NotNull().WithMessage("Members.ActiveMonths.Range");
            RuleForEach(input => input.Editions).SetValidator(new CapacityValidator());
        }
    }
}
