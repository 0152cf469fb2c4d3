using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>Step 6: everything once more, the two wishes that are asked last, and the button that sends.</summary>
public sealed class CheckModel(JoinForm form, SignUp signUp, SiteLinks links, Words words, TimeProvider clock) : JoinStep(form, links, words)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<SummarySection> Sections { get; private set; } = [];

    /// <summary>Only adults can be listed.</summary>
    public bool MayBeListed => Form.Answers.Age == AgeBand.Adult;

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        await base.LoadAsync(cancellation);
        if (Form.FirstUnfinished.Page == Step.Page) Sections = new JoinSummary(Words, Form.Principles).Of(Form.Answers);
    }

    /// <summary>A doubled or replayed press finds the form sent, and shows what the first one showed.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var choices = new LastChoices(Input.WantsListing && MayBeListed, Input.WantsNewsletter);
        if (Elsewhere() is { } address)
        {
            // The principles have changed meanwhile, or an answer has gone: what was ticked here is kept for the way back.
            if (Form.IsBegun) await Form.KeepAsync(Form.Answers with { WantsListing = choices.WantsListing, WantsNewsletter = choices.WantsNewsletter }, cancellation);
            return LocalRedirect(address);
        }

        try
        {
            await signUp.SendAsync(Form.Token!, choices, clock.GetUtcNow().UtcDateTime, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Two presses at once: only if neither sent it is something wrong.
            if (!await Form.WasSentAsync(cancellation)) throw;
        }

        return LocalRedirect(Links.To("/Joining/Sent"));
    }

    protected override void Show(JoinAnswers answers) => Input = new() { WantsListing = answers.WantsListing, WantsNewsletter = answers.WantsNewsletter };

    public sealed class InputModel
    {
        public bool WantsListing { get; set; }
        public bool WantsNewsletter { get; set; }
    }
}
