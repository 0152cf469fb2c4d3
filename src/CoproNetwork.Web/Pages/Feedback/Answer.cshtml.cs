using CoproNetwork.Domain;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Feedback;

/// <summary>The answer to a six-monthly request, by the mail's link and without signing in. Sent again, it puts the same answer right.</summary>
public sealed class AnswerModel(CoproDbContext db, MailedLinks mailed, FeedbackAnswers answers, SiteLinks links, Words words, TimeProvider clock) : FeedbackLinkPage(db, mailed, links, clock)
{
    [BindProperty]
    public AnswerInput Input { get; set; } = new();

    /// <summary>The promise that it is about: the one answered on, or the newest; null where there is none.</summary>
    public Promise? Promise { get; private set; }

    public bool IsYoung => Link!.Age != AgeBand.Adult;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Input.Language = Input.Story.Language = words.Language;
        Input.Story.Theme = Promise?.Theme;
        var request = await Db.FeedbackRequests.AsNoTracking().Include(one => one.Update).Include(one => one.Story).SingleAsync(one => one.Id == Link!.RequestId, cancellation);
        if (request.AnsweredAtUtc is null) return;
        if (request.Update is { } update) Input.Show(update);
        if (Input.Status == PromiseStatus.Changed) Input.NewText = Promise?.Text;
        if (request.Story is { } story)
        {
            Input.TellsStory = true;
            Input.Story = new() { Title = story.Title, Text = story.Text, Language = story.Language, Theme = story.Theme, Consent = story.Consent };
        }

        var says = await Db.CheckIns.AsNoTracking().SingleOrDefaultAsync(checkIn => checkIn.MemberId == request.MemberId && checkIn.Wave == request.Number, cancellation);
        (Input.OwnLife, Input.Work, Input.Community, Input.Words) = (says?.OwnLife, says?.Work, says?.Community, says?.Words);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Input.TellsStory && IsYoung && Input.Story.Consent == StoryConsent.PublicWithName)
        {
            ModelState.AddModelError("Input.Story.Consent", words["Joining.Story.Consent.Under18NoName"]);
            return Page();
        }

        await answers.AnswerAsync(Link!.RequestId, Input.ToAnswer(), NowUtc, cancellation);
        Say(words["Feedback.Answer.Thanks"]);
        return LocalRedirect(Links.To("/Feedback/Answer", ("t", Token)));
    }

    public override string FieldOf(string resourceKey) => resourceKey.StartsWith("Promises.Text", StringComparison.Ordinal) ? "Input.NewText" : "";

    protected override async Task PrepareAsync(CancellationToken cancellation)
    {
        var answeredOn = await Db.FeedbackRequests.AsNoTracking().Where(request => request.Id == Link!.RequestId && request.UpdateId != null)
            .Select(request => (long?)Db.PromiseUpdates.Single(update => update.Id == request.UpdateId).PromiseId).SingleOrDefaultAsync(cancellation);
        Promise = await Db.Promises.AsNoTracking().Where(promise => promise.MemberId == Link!.MemberId && (answeredOn == null || promise.Id == answeredOn)).OrderByDescending(promise => promise.Id).FirstOrDefaultAsync(cancellation);
        Input.HasPromise = Promise is not null;
    }
}
