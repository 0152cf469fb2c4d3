using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;

namespace CoproNetwork.Tests.Feedback;

/// <summary>Someone whose first request has come.</summary>
internal sealed record Asked(long Id, string Link)
{
    /// <summary>Approved, asked half a year later, and the mail sent; the clock has moved by that.</summary>
    public static async Task<Asked> AskAsync(Portal portal, JoinAnswers answers)
    {
        var id = await portal.Given.ApprovedAsync(answers);
        portal.Clock.Advance(TimeSpan.FromDays(190));
        return await AgainAsync(portal, id, answers.Email!);
    }

    /// <summary>Runs the pass and takes the link from the newest mail.</summary>
    public static async Task<Asked> AgainAsync(Portal portal, long id, string email)
    {
        await portal.InScopeAsync<FeedbackRun, FeedbackRunResult?>(run => run.RunAsync(portal.NowUtc, default));
        await portal.SendMailAsync();
        return new(id, Visitor.LinkIn(portal.Mails.LastTo(email)));
    }

    /// <summary>The address of another page by the same link.</summary>
    public string At(string path) => path + Link[Link.IndexOf('?', StringComparison.Ordinal)..];

    /// <summary>The newest request mail of a person.</summary>
    public static OutgoingMail MailTo(Portal portal, string email) => portal.Mails.LastTo(email);
}
