using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Newsletters;

/// <summary>The issues so far, and the way to get the next.</summary>
public sealed class IndexModel(NewsletterReading reading, Subscriptions subscriptions, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    /// <summary>Rises with each change of the words that a subscriber agrees to (<c>Newsletters.Subscribe.Agrees.Label</c>).</summary>
    public const int WordingNumber = 1;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Slug of the last issue of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<IssueLine> Issues { get; private set; } = [];

    /// <summary>Where older ones begin; null on the last page.</summary>
    public string? Older { get; private set; }

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        var issues = await reading.NewestAsync(NewsletterReading.PageSize + 1, cancellation, Before);
        Issues = [.. issues.Take(NewsletterReading.PageSize)];
        Older = issues.Count > NewsletterReading.PageSize ? Issues[^1].Slug : null;
    }

    /// <summary>The answer is the same whether the address is known or not.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var wording = new SubscriptionWording(words["Newsletters.Subscribe.Agrees.Label"], WordingNumber, words.Language);
        await subscriptions.AskAsync(Input.Email, wording, clock.GetUtcNow().UtcDateTime, cancellation);
        return LocalRedirect(links.To("/Newsletters/Asked"));
    }

    public sealed class InputModel
    {
        public string? Email { get; set; }

        public bool Agrees { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(input => input.Email)
                .Needed("Newsletters.Subscribe.Email")
                .Must(email => EmailAddress.IsValid(email?.Trim())).WithMessage("Members.Email.Invalid");
            RuleFor(input => input.Agrees).Equal(true).WithMessage("Newsletters.Subscribe.Agrees.Required");
        }
    }
}
