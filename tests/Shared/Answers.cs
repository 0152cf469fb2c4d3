using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests;

/// <summary>A Membership Form filled in, to be varied with <c>with</c>.</summary>
internal static class Answers
{
    /// <summary>Everything is answered; the principles still have to be agreed to, see <see cref="AgreeAsync"/>.</summary>
    public static JoinAnswers Of(string email, string name = "Demo Member") => new()
    {
        Name = name,
        Email = email,
        Language = MailLanguage.English,
        Kind = MemberKind.Person,
        Age = AgeBand.Adult,
        AreaCode = "W06000015",
        OwnLife = Say.Some,
        Work = Say.Little,
        Community = Say.DoesNotApply,
        Words = "demo words",
        PromiseText = "I will ask first.",
        PromiseLanguage = SiteLanguage.English,
        Theme = PromiseTheme.Housing,
        Visibility = PromiseVisibility.Everyone,
        StoryTitle = "A demo story",
        StoryText = "Something happened.",
        StoryLanguage = SiteLanguage.English,
        Consent = StoryConsent.EvaluationTeam,
        WantsListing = true,
        AgreedIn = SiteLanguage.English,
    };

    /// <summary>The same answers with every principle of the current version agreed to.</summary>
    public static async Task<JoinAnswers> AgreeAsync(this JoinAnswers answers, CoproDbContext db)
    {
        var current = await db.PrinciplesVersions.AsNoTracking().Include(version => version.Principles).OrderByDescending(version => version.Number).FirstAsync();
        return answers with { PrinciplesVersionId = current.Id, Agreed = [.. current.Principles.Select(principle => principle.Id)] };
    }
}
