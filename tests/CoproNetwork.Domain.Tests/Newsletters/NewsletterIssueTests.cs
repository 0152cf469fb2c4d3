using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Newsletters;

namespace CoproNetwork.Tests.Newsletters;

public sealed class NewsletterIssueTests
{
    private static readonly DateTime Now = new(2027, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Missing_OfADraft_IsEverythingInBothLanguages()
    {
        var issue = NewsletterIssue.Start(null, Now);
        Assert.Equal(["SubjectWelsh", "SubjectEnglish", "IntroWelsh", "IntroEnglish"], issue.Missing().Select(key => key["Newsletters.Missing.".Length..]));
        issue.Write(new("Pwnc", "  ", "Cyflwyniad", null));
        Assert.Equal(["SubjectEnglish", "IntroEnglish"], issue.Missing().Select(key => key["Newsletters.Missing.".Length..]));
    }

    [Fact]
    public void Schedule_WithSomethingMissing_IsRefused()
    {
        var issue = NewsletterIssue.Start(null, Now);
        issue.Write(new("Pwnc", "Subject", "Cyflwyniad", null));
        AssertRefused("Newsletters.NotWhole", () => issue.Schedule(Now, Now));
        Assert.Equal(NewsletterStatus.Draft, issue.Status);
    }

    [Fact]
    public void Schedule_InThePast_IsForNow()
    {
        var issue = Whole();
        issue.Schedule(Now.AddDays(-1), Now);
        Assert.Equal((NewsletterStatus.Scheduled, Now), (issue.Status, issue.ScheduledForUtc));
    }

    [Fact]
    public void Schedule_TooFarAhead_IsRefused() => AssertRefused("Newsletters.TooFar", () => Whole().Schedule(Now + NewsletterIssue.LongestWait + TimeSpan.FromMinutes(1), Now));

    [Fact]
    public void Write_OnceScheduled_IsRefusedUntilItIsTakenBack()
    {
        var issue = Whole();
        issue.Schedule(Now.AddDays(1), Now);
        AssertRefused("Newsletters.NotOpen", () => issue.Write(new("a", "b", "c", "d")));
        AssertRefused("Newsletters.NotOpen", () => issue.Choose([], Now));
        issue.TakeBack();
        issue.Write(new("a", "b", "c", "d"));
        Assert.Equal(("a", (DateTime?)null), (issue.SubjectWelsh, issue.ScheduledForUtc));
    }

    [Fact]
    public void Subject_OfTwoLines_IsOne()
    {
        var issue = NewsletterIssue.Start(null, Now);
        issue.Write(new("Un\r\nBcc: demo@example.org", null, null, null));
        Assert.Equal("Un Bcc: demo@example.org", issue.SubjectWelsh);
    }

    [Fact]
    public void Choose_Again_KeepsTheOrderAndCountsDoublesOnce()
    {
        var issue = NewsletterIssue.Start(null, Now);
        issue.Choose([new("stories", "a"), new("stories", "b"), new("stories", "a"), new("members", "c")], Now);
        issue.Choose([new("members", "c"), new("stories", "b")], Now);
        Assert.Equal([("members", "c"), ("stories", "b")], issue.Items.OrderBy(item => item.Position).Select(item => (item.Source, item.ItemKey)));
    }

    [Fact]
    public void Choose_MoreThanAnIssueHolds_IsRefused() => AssertRefused("Newsletters.TooManyItems",
        () => NewsletterIssue.Start(null, Now).Choose(Enumerable.Range(0, NewsletterIssue.MostItems + 1).Select(number => new NewsletterChoice("stories", $"{number}")), Now));

    [Fact]
    public void Verbs_InTheWrongState_AreRefused()
    {
        var issue = Whole();
        AssertRefused("Newsletters.NotScheduled", issue.TakeBack);
        AssertRefused("Newsletters.NotSending", issue.Pause);
        AssertRefused("Newsletters.NotPaused", issue.Resume);
        issue.Schedule(Now, Now);
        issue.Begin("2027-03", Now);
        AssertRefused("Newsletters.NotScheduled", issue.TakeBack);
        issue.Pause();
        AssertRefused("Newsletters.NotSending", issue.Pause);
        issue.Resume();
        Assert.Equal(NewsletterStatus.Sending, issue.Status);
    }

    private static NewsletterIssue Whole()
    {
        var issue = NewsletterIssue.Start(null, Now);
        issue.Write(new("Pwnc", "Subject", "Cyflwyniad", "Introduction"));
        return issue;
    }

    private static void AssertRefused(string key, Action deed) => Assert.Equal(key, Assert.Throws<DomainRuleException>(deed).ResourceKey);
}
