using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Feedback;

/// <summary>How the n-th request went over all members, those who have left since included.</summary>
/// <param name="Number">From 1; due six months after approval for each step.</param>
/// <param name="AnsweredUnnudged">Of those answered, how many before any nudge.</param>
/// <param name="AnsweredAfterFirst">Of those answered, how many when only the first nudge was past.</param>
/// <param name="AnsweredAfterSecond">Of those answered, how many when both nudges were past.</param>
/// <param name="Nudged">How many were reminded at least once, answered or not.</param>
/// <param name="Missed">How many fell due while their members could not be asked; not among those asked.</param>
public sealed record FeedbackRound(int Number, int Asked, int Answered, int AnsweredUnnudged, int AnsweredAfterFirst, int AnsweredAfterSecond, int Nudged, int Missed)
{
    /// <summary>Answered of asked, 0 to 1; null when none was asked.</summary>
    public double? Rate => Asked == 0 ? null : (double)Answered / Asked;
}

/// <summary>Counts requests round by round.</summary>
public sealed class FeedbackRounds(CoproDbContext db)
{
    /// <summary>The first round first, in one query.</summary>
    public Task<List<FeedbackRound>> ReadAsync(CancellationToken cancellation) => db.FeedbackRequests.AsNoTracking()
        .GroupBy(request => request.Number)
        .OrderBy(round => round.Key)
        .Select(round => new FeedbackRound(
            round.Key,
            round.Count(request => request.AskedAtUtc != null),
            round.Count(request => request.AnsweredAtUtc != null),
            round.Count(request => request.NudgesBeforeAnswer == 0),
            round.Count(request => request.NudgesBeforeAnswer == 1),
            round.Count(request => request.NudgesBeforeAnswer == 2),
            round.Count(request => request.LastNudge > 0),
            round.Count(request => request.AskedAtUtc == null)))
        .ToListAsync(cancellation);
}
