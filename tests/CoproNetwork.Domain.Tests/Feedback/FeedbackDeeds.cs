using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Feedback;

/// <summary>What several tests do with the six-monthly requests.</summary>
internal static class FeedbackDeeds
{
    /// <summary>Longer than half a year and shorter than a whole one.</summary>
    public static readonly TimeSpan HalfAYear = TimeSpan.FromDays(190);

    /// <summary>A pass by the database's clock.</summary>
    public static Task<FeedbackRunResult?> PassAsync(this TestDatabase database) => database.DoAsync<FeedbackRun, FeedbackRunResult?>(run => run.RunAsync(database.NowUtc, default));

    /// <summary>A member to whom the first request has just gone; the clock has moved by half a year.</summary>
    /// <returns>The member's and the request's id.</returns>
    public static async Task<(long Id, long RequestId)> AskedAsync(this TestDatabase database, string email = "demo@example.org")
    {
        var id = await database.Given.ApprovedAsync(Answers.Of(email));
        database.Clock.Advance(HalfAYear);
        Assert.Equal(new(1, 0, 0), await database.PassAsync());
        return (id, (await database.RequestAsync(id)).Id);
    }

    public static Task<FeedbackRequest> RequestAsync(this TestDatabase database, long memberId, int number = 1) =>
        database.SeeAsync(db => db.FeedbackRequests.AsNoTracking().Include(request => request.Nudges).SingleAsync(request => request.MemberId == memberId && request.Number == number));

    public static Task<List<OutboxMail>> FeedbackMailsAsync(this TestDatabase database) => database.SeeAsync(db => db.OutboxMails.AsNoTracking()
        .Where(mail => mail.Template == MailTemplates.Feedback || mail.Template == MailTemplates.FeedbackNudge).OrderBy(mail => mail.Id).ToListAsync());

    public static Task AnswerAsync(this TestDatabase database, long requestId, FeedbackAnswer answer) =>
        database.DoAsync<FeedbackAnswers>(answers => answers.AnswerAsync(requestId, answer, database.NowUtc, default));
}
