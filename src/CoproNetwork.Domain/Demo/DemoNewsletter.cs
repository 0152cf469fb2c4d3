using CoproNetwork.Domain.Newsletters;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Demo;

/// <summary>An issue that went out some weeks ago, to nobody, so that there is one to look at.</summary>
internal static class DemoNewsletter
{
    private const int PiecesOfASource = 4;
    private static readonly TimeSpan Ago = TimeSpan.FromDays(40);

    public static async Task AddAsync(CoproDbContext db, NewsletterDesk desk, DateTime nowUtc, CancellationToken cancellation)
    {
        if (await db.NewsletterIssues.AnyAsync(cancellation)) return;
        var issue = NewsletterIssue.Start(null, nowUtc - Ago);
        issue.Write(new(
            "Demo: beth sydd ar y gweill",
            "Demo: what is under way",
            "Rhifyn yw hwn i ddangos sut mae'r cylchlythyr yn edrych. **Dychmygol** yw popeth ynddo.\n\n- Pwy sydd wedi ymuno\n- Beth sydd wedi'i addo, a beth sydd wedi'i gadw\n- Beth mae pobl yn ei ddweud",
            "This issue shows what the newsletter looks like. Everything in it is **made up**.\n\n- Who has joined\n- What is promised, and what is kept\n- What people tell"));
        var proposals = await desk.ProposeAsync(issue, cancellation);
        issue.Choose(proposals.SelectMany(source => source.Pieces.Take(PiecesOfASource).Select(piece => new NewsletterChoice(source.Source, piece.Key))), nowUtc - Ago);
        issue.Schedule(nowUtc - Ago, nowUtc - Ago);
        issue.Begin(Common.LondonTime.DateOf(nowUtc - Ago).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), nowUtc - Ago);
        issue.NoteFilled(nowUtc - Ago);
        issue.Finish(nowUtc - Ago);
        db.NewsletterIssues.Add(issue);
    }
}
