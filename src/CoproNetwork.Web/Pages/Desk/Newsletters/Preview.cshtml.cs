using System.Globalization;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Desk.Newsletters;

/// <summary>Exactly what a reader would get, as HTML and plain; from here it is tried, scheduled and sent.</summary>
public sealed class PreviewModel(NewsletterDesk desk, NewsletterReading reading, NewsletterReaders readers, NewsletterTrial trial, INewsletterComposer composer, NewsletterPace pace, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>That the mail is shown in: cy, en or both.</summary>
    [BindProperty(SupportsGet = true, Name = "in")]
    public string? Shown { get; set; }

    [BindProperty]
    public ScheduleInput Schedule { get; set; } = new();

    public NewsletterIssue Issue { get; private set; } = null!;

    public ComposedMail Mail { get; private set; } = null!;

    public MailLanguage Language => Shown switch { "cy" => MailLanguage.Welsh, "en" => MailLanguage.English, "both" => MailLanguage.Both, _ => words.Language == SiteLanguage.Welsh ? MailLanguage.Welsh : MailLanguage.English };

    public int Readers { get; private set; }

    public IReadOnlyList<string> Missing => Issue.Missing();

    /// <summary>How long it takes at the pace of the settings, in words.</summary>
    public string Takes => pace.PerSecond <= 0 ? "" : words.Count("Newsletters.Send.Takes", Math.Max(1, (int)Math.Ceiling(Readers / pace.PerSecond / 60)));

    public string Frame => links.To("/Desk/Newsletters/Mail", ("key", Key), ("in", Name(Language)));

    private DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    public string In(MailLanguage language) => links.To("/Desk/Newsletters/Preview", ("key", Key), ("in", Name(language)));

    public string Handler(string name) => links.To("/Desk/Newsletters/Preview", ("key", Key), ("in", Name(Language)), ("handler", name));

    public override async Task<bool> ExistsAsync(CancellationToken cancellation) => await desk.FindAsync(Key, cancellation) is not null;

    public override int StatusOf(string resourceKey) => resourceKey is "Newsletters.NotOpen" ? StatusCodes.Status409Conflict : base.StatusOf(resourceKey);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        Issue = (await desk.FindAsync(Key, cancellation))!;
        Mail = await composer.ComposeAsync(await reading.ReadAsync(Issue, cancellation), Language, "", INewsletterComposer.Sample, await reading.SlugAsync(Issue, NowUtc, cancellation), cancellation);
        Readers = await readers.CountAsync(cancellation);
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellation)
    {
        await trial.SendAsync(Key, Language, User.AccountId(), NowUtc, cancellation);
        Say(words["Newsletters.Trial.Sent"]);
        return LocalRedirect(In(Language));
    }

    public Task<IActionResult> OnPostScheduleAsync([Bind(Prefix = "Schedule")] ScheduleInput schedule, CancellationToken cancellation) => GoAsync(schedule.AtUtc!.Value, schedule.Version, cancellation);

    public Task<IActionResult> OnPostNowAsync(Guid version, CancellationToken cancellation) => GoAsync(NowUtc, version, cancellation);

    private async Task<IActionResult> GoAsync(DateTime atUtc, Guid version, CancellationToken cancellation)
    {
        await desk.DoAsync(Key, version, issue => issue.Schedule(atUtc, NowUtc), AuditActions.NewsletterScheduled, User.AccountId(), NowUtc, cancellation);
        return LocalRedirect(links.To("/Desk/Newsletters/Issue", ("key", Key)));
    }

    private static string Name(MailLanguage language) => language switch { MailLanguage.Welsh => "cy", MailLanguage.English => "en", _ => "both" };

    /// <summary>When it is to go out, by the clocks of London.</summary>
    public sealed class ScheduleInput
    {
        private static readonly string[] Days = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy"];
        private static readonly string[] Times = ["HH:mm", "H:mm", "HH.mm", "H.mm"];

        public Guid Version { get; set; }

        public string? Day { get; set; }

        public string? Time { get; set; }

        public DateOnly? OnDay => DateOnly.TryParseExact(Day?.Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

        public TimeOnly? OfDay => TimeOnly.TryParseExact(Time?.Trim(), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

        /// <summary>Null until both can be read.</summary>
        public DateTime? AtUtc => OnDay is { } day && OfDay is { } time ? LondonTime.ToUtc(day.ToDateTime(time)) : null;
    }

    public sealed class Validator : AbstractValidator<ScheduleInput>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(input => input.Day).Needed("Newsletters.Send.Day")
                .Must((input, _) => input.OnDay is not null).WithMessage("Newsletters.Send.Day.NotADay")
                .Must((input, _) => input.AtUtc is not { } at || at > clock.GetUtcNow().UtcDateTime).WithMessage("Newsletters.Send.Day.Past")
                .Must((input, _) => input.AtUtc is not { } at || at <= clock.GetUtcNow().UtcDateTime + NewsletterIssue.LongestWait).WithMessage("Newsletters.TooFar");
            RuleFor(input => input.Time).Needed("Newsletters.Send.Time")
                .Must((input, _) => input.OfDay is not null).WithMessage("Newsletters.Send.Time.NotATime");
        }
    }
}
