using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.Demo;

/// <summary>What became of made-up members since: what they were asked on its day, and how two of three answered.</summary>
internal static class DemoFeedback
{
    /// <summary>From the approval to now.</summary>
    public static void Live(DemoMember made, DateTime nowUtc)
    {
        var plan = made.Plan = FeedbackPlan.Begin(made.Member, made.ApprovedAtUtc);
        for (var number = 1; FeedbackCalendar.DueAtUtc(made.ApprovedAtUtc, number) is var due && due <= nowUtc; number++)
        {
            var request = FeedbackRequest.Ask(made.Member, number, due, due);
            made.Requests.Add(request);
            var answered = made.Dice.Sometimes(66) ? due.AddHours(made.Dice.Next(2, 36 * 24)) : DateTime.MaxValue;
            for (var nudge = 1; nudge <= FeedbackCalendar.NudgeDays.Count && FeedbackCalendar.NudgeAtUtc(due, nudge) is var at && at <= nowUtc && at < answered; nudge++) request.NoteNudge(nudge, at);
            if (answered < nowUtc) Answer(made, request, answered);
            plan.Take(new(number, [], null, due));
        }

        var last = made.Requests.LastOrDefault();
        plan.Take(FeedbackCalendar.Decide(new(made.ApprovedAtUtc, plan.HalfYearlySinceUtc, null, plan.LastNumber, last?.AskedAtUtc, last?.AnsweredAtUtc is not null, last?.LastNudge ?? 0), nowUtc));
    }

    private static void Answer(DemoMember made, FeedbackRequest request, DateTime atUtc)
    {
        var dice = made.Dice;
        made.Member.HearFrom(atUtc);
        request.NoteAnswer(atUtc);
        made.MoreCheckIns.Add(CheckIn.WithRequest(made.Member, request.Number, new(dice.AnySay(), dice.AnySay(), dice.AnySay()), atUtc));
        if (made.Promise is not { } promise || promise.Status == PromiseStatus.Kept) return;
        var language = promise.Language;
        var phrases = DemoPhrases.In(language);
        var status = dice.Next(100) switch { < 55 => PromiseStatus.UnderWay, < 85 => PromiseStatus.Kept, _ => PromiseStatus.Stuck };
        var visibility = dice.Next(100) switch { < 10 => UpdateVisibility.Team, < 25 => UpdateVisibility.Members, < 50 => UpdateVisibility.Website, _ => UpdateVisibility.Newsletter };
        var update = promise.Report(new(
            status, language, visibility,
            dice.Sometimes(80) ? dice.Any(phrases.Happened) : null,
            dice.Sometimes(60) ? dice.Any(phrases.Helped) : null,
            dice.Sometimes(50) ? dice.Any(phrases.Hindered) : null,
            status == PromiseStatus.Stuck ? dice.Any(phrases.WouldHelp) : null), atUtc);
        request.Keep(update);
        foreach (var earlier in made.Tasks) earlier.Resolve(atUtc);
        if (status == PromiseStatus.Stuck) made.Tasks.Add(StuckTask.Open(made.Member, update, atUtc));
    }
}

/// <summary>Cards of the wall and of the stories in bulk: what their writers write one by one.</summary>
internal static class DemoWall
{
    /// <summary>Inside the caller's transaction, with the members saved.</summary>
    public static async Task AddAsync(CoproDbContext db, IEnumerable<DemoMember> batch, CancellationToken cancellation)
    {
        var there = batch.Where(made => made.Fate == DemoFate.Approved).ToList();
        var cards = there.Where(made => made.Promise is not null)
            .SelectMany(made => Audiences.All.Where(made.Promise!.IsFor).Select(audience => PromiseCard.Of(audience, made.Promise, PromiseWallWriter.AreaOf(made.Member))))
            .ToList();
        db.PromiseCards.AddRange(cards);
        db.StoryCards.AddRange(there.Where(made => made.Story is not null).SelectMany(made => Audiences.All.Where(made.Story!.IsFor).Select(audience => Stories.StoryCard.Of(audience, made.Story, made.ApprovedAtUtc))));
        await new PromiseWallWriter(db).CountAsync([], PromiseWallWriter.Tally(cards), cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}
