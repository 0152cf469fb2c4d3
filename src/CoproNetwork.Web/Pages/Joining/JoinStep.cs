using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>A step of the Membership Form: where it stands among the others, and who may see it yet.</summary>
public abstract class JoinStep(JoinForm form, SiteLinks links, Words words) : FormPage
{
    /// <summary>The step was opened from the check of the answers, and leads back there.</summary>
    [BindProperty(SupportsGet = true, Name = "change")]
    public bool Change { get; set; }

    public JoinForm Form => form;

    public JoinStepInfo Step => JoinSteps.All[Index];

    /// <summary>From 1.</summary>
    public int Number => Index + 1;

    /// <summary>Null at the first step.</summary>
    public string? BackTo => Change ? links.To(JoinSteps.Last) : Index == 0 ? null : links.To(JoinSteps.All[Index - 1].Page, ("change", null));

    protected SiteLinks Links => links;

    protected Words Words => words;

    private int Index => JoinSteps.IndexOf(PageContext.ActionDescriptor.ViewEnginePath);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await form.OpenAsync(cancellation);
        if (Elsewhere() is { } address) return LocalRedirect(address);
        Show(form.Answers);
        await LoadAsync(cancellation);
        return Page();
    }

    public override Task LoadAsync(CancellationToken cancellation) => form.OpenAsync(cancellation);

    /// <summary>Fills the fields from what was answered before.</summary>
    protected abstract void Show(JoinAnswers answers);

    /// <summary>Where a reader belongs who is not at this step yet: the result when the form is sent, else the first step that lacks an answer.</summary>
    protected string? Elsewhere()
    {
        if (Index == 0) return null;
        if (form.IsSent) return links.To("/Joining/Sent");
        var unfinished = form.FirstUnfinished;
        if (JoinSteps.IndexOf(unfinished.Page) >= Index) return null;
        if (!form.IsBegun) Warn(words["Joining.Kept.Gone"]);
        else if (Step.Page == JoinSteps.Last) Warn(words["Joining.Check.Unfinished", words[unfinished.TitleKey]]);
        return links.To(unfinished.Page);
    }

    /// <summary>The step after this one, or the check of the answers when one was to be changed.</summary>
    protected string Onward() => links.To(Change ? JoinSteps.Last : JoinSteps.All[Index + 1].Page);
}

/// <summary>A step that asks something. Each keeps what was answered, also when the draft has gone meanwhile: nothing that was typed is lost.</summary>
public abstract class JoinQuestions(JoinForm form, SiteLinks links, Words words) : JoinStep(form, links, words)
{
    /// <summary>A doubled press, or another tab, may keep its answers in between: then this step's are added to those.</summary>
    private const int MostTries = 5;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        for (var again = 1; ; again++)
        {
            try
            {
                return await PostAsync(cancellation);
            }
            catch (DbUpdateException) when (again < MostTries)
            {
                await Form.ReopenAsync(cancellation);
            }
            catch (DomainRuleException rule) when (rule.ResourceKey == "Joining.AlreadySent")
            {
                return LocalRedirect(Links.To("/Joining/Sent"));
            }
        }
    }

    private async Task<IActionResult> PostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Form.IsSent && Number > 1) return LocalRedirect(Links.To("/Joining/Sent"));
        if (Take(Form.Answers) is not { } answers) return Page();
        var isGone = !Form.IsBegun && Number > 1;
        await Form.KeepAsync(answers, cancellation);
        if (isGone) Warn(Words["Joining.Kept.Gone"]);
        return LocalRedirect(isGone ? Links.To(JoinSteps.First) : Onward());
    }

    /// <summary>Adds this step's answers to the others; null when the model state says what is wrong with them.</summary>
    protected abstract JoinAnswers? Take(JoinAnswers before);
}
