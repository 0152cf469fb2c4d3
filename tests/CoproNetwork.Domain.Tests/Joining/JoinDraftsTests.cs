using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Joining;

public sealed class JoinDraftsTests
{
    [Fact]
    public async Task Keep_StoresNothingThatCanBeReadWithoutTheKeys()
    {
        await using var database = await TestDatabase.CreateAsync();
        var token = RandomToken.Make();

        await KeepAsync(database, token, Answers.Of("secret@example.org", "Demo Secret"));

        var row = await database.SeeAsync(db => db.JoinDrafts.SingleAsync());
        Assert.DoesNotContain("secret", row.ProtectedAnswers, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token, row.TokenHash);
        Assert.Equal("Demo Secret", (await FindAsync(database, token))!.Answers.Name);
    }

    [Fact]
    public async Task Keep_Again_StartsTheSevenDaysAnewButNotTheBeginning()
    {
        await using var database = await TestDatabase.CreateAsync();
        var token = RandomToken.Make();
        var begun = database.NowUtc;
        await KeepAsync(database, token, Answers.Of("a@example.org"));
        database.Clock.Advance(TimeSpan.FromDays(6));

        await KeepAsync(database, token, Answers.Of("b@example.org"));
        database.Clock.Advance(TimeSpan.FromDays(6.99));
        var open = await FindAsync(database, token);
        database.Clock.Advance(TimeSpan.FromDays(0.01));

        Assert.Equal(("b@example.org", begun), (open!.Answers.Email, open.StartedAtUtc));
        Assert.Null(await FindAsync(database, token));
    }

    [Fact]
    public async Task Keep_OnTheLastOfFebruary_LastsSevenDays()
    {
        await using var database = await TestDatabase.CreateAsync();
        database.Clock.SetUtcNow(new(2028, 2, 29, 23, 59, 0, TimeSpan.Zero));

        await KeepAsync(database, RandomToken.Make(), Answers.Of("leap@example.org"));

        Assert.Equal(new DateTime(2028, 3, 7, 23, 59, 0, DateTimeKind.Utc), await database.SeeAsync(db => db.JoinDrafts.Select(draft => draft.ExpiresAtUtc).SingleAsync()));
    }

    [Fact]
    public async Task Find_KeysLost_IsAsIfErased()
    {
        await using var database = await TestDatabase.CreateAsync();
        var token = RandomToken.Make();
        await KeepAsync(database, token, Answers.Of("a@example.org"));

        var found = await database.SeeAsync(db => new JoinDrafts(db, new EphemeralDataProtectionProvider()).FindAsync(token, database.NowUtc, default));

        Assert.Null(found);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unknown")]
    public async Task Find_UnknownToken_IsNothing(string? token)
    {
        await using var database = await TestDatabase.CreateAsync();

        Assert.Null(await FindAsync(database, token));
    }

    [Fact]
    public async Task Erase_LeavesNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var token = RandomToken.Make();
        await KeepAsync(database, token, Answers.Of("a@example.org"));

        await database.DoAsync<JoinDrafts>(drafts => drafts.EraseAsync(token, default));

        Assert.False(await database.SeeAsync(db => db.JoinDrafts.AnyAsync()));
    }

    private static Task KeepAsync(TestDatabase database, string token, JoinAnswers answers) => database.DoAsync<JoinDrafts>(drafts => drafts.KeepAsync(token, answers, database.NowUtc, default));

    private static Task<OpenDraft?> FindAsync(TestDatabase database, string? token) => database.DoAsync<JoinDrafts, OpenDraft?>(drafts => drafts.FindAsync(token, database.NowUtc, default));
}
