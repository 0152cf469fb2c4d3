using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>What members say and are asked, made by the same deeds as in life.</summary>
internal static class FeedbackData
{
    /// <summary>A deed in a scope of its own.</summary>
    public static Task DoAsync<TService>(this Portal portal, Func<TService, Task> deed) where TService : notnull => portal.InScopeAsync<TService, bool>(async service =>
    {
        await deed(service);
        return true;
    });

    /// <summary>An approved member whose promise is stuck; the task's key.</summary>
    public static async Task<(long MemberId, string Key)> StuckAsync(this Portal portal, string email, string name = "Demo Stuck")
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of(email, name));
        await portal.ReportsAsync(id, new(PromiseStatus.Stuck, SiteLanguage.Welsh, UpdateVisibility.Team, "Dim byd eto.", null, "Neb i helpu.", "Rhywun gyda fan."));
        return (id, await portal.SeeAsync(db => db.StuckTasks.Where(task => task.MemberId == id).Select(task => task.Key).SingleAsync()));
    }

    public static Task ReportsAsync(this Portal portal, long memberId, Progress progress) =>
        portal.DoAsync<FeedbackAnswers>(answers => answers.ReportAsync(memberId, progress, null, portal.NowUtc, default));

    /// <summary>One pass over who is due, at the portal's own time.</summary>
    public static Task AskAsync(this Portal portal) => portal.DoAsync<FeedbackRun>(run => run.RunAsync(portal.NowUtc, default));

    public static async Task AnswersAsync(this Portal portal, long memberId, int number, Says? says = null)
    {
        var request = await portal.SeeAsync(db => db.FeedbackRequests.Where(one => one.MemberId == memberId && one.Number == number).Select(one => one.Id).SingleAsync());
        await portal.DoAsync<FeedbackAnswers>(answers => answers.AnswerAsync(request, new(null, says ?? new()), portal.NowUtc, default));
    }

    /// <summary>Reports the member's promise; the report's key.</summary>
    public static async Task<string> ReportedAsync(this Portal portal, long memberId, string reason)
    {
        var key = await portal.SeeAsync(db => db.Promises.Where(promise => promise.MemberId == memberId).Select(promise => promise.Key).SingleAsync());
        return await portal.ReportedAsync(PublicText.Promise, key, reason);
    }

    public static async Task<string> ReportedAsync(this Portal portal, PublicText what, string textKey, string reason)
    {
        await portal.DoAsync<TextReports>(reports => reports.FileAsync(what, textKey, Audience.Members, reason, portal.NowUtc, default));
        return await portal.SeeAsync(db => db.TextReports.OrderByDescending(report => report.Id).Select(report => report.Key).FirstAsync());
    }

    /// <summary>How often something was written down that concerns nobody in particular.</summary>
    public static Task<int> NotedAsync(this Portal portal, string action) => portal.SeeAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == action && entry.SubjectId == null));

    /// <summary>A file as it is sent, byte by byte.</summary>
    public static async Task<(byte[] Bytes, string Name)> FileAsync(this Visitor visitor, Portal portal, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = visitor.Cookies }) { BaseAddress = portal.ClientOptions.BaseAddress };
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        return (await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
    }
}
