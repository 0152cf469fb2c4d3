using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Joining;

public sealed class ConfirmationTests
{
    [Fact]
    public async Task Confirm_Once_GivesTheAddressAndAnAccount()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (token, id) = await LinkAsync(database, "A@example.org");

        var result = await ConfirmAsync(database, token);

        var member = await database.Given.MemberAsync(id);
        Assert.Equal(ConfirmationResult.Confirmed, result);
        Assert.Equal((MemberStatus.Applied, "a@example.org", database.NowUtc), (member.Status, member.ConfirmedEmailKey, member.ConfirmedAtUtc));
        Assert.Equal(id, await database.SeeAsync(db => db.Users.Select(account => account.MemberId).SingleAsync()));
    }

    [Fact]
    public async Task Confirm_ByTwoAtOnce_HappensOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (token, _) = await LinkAsync(database, "a@example.org");

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ConfirmAsync(database, token)));

        Assert.Single(results, ConfirmationResult.Confirmed);
        Assert.Equal(3, results.Count(result => result == ConfirmationResult.Dead));
    }

    [Fact]
    public async Task Confirm_AfterSevenDays_IsDead()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (token, id) = await LinkAsync(database, "a@example.org");
        database.Clock.Advance(SignUp.ConfirmationLasts);

        Assert.Equal(ConfirmationResult.Dead, await ConfirmAsync(database, token));
        Assert.Equal(MemberStatus.Unconfirmed, (await database.Given.MemberAsync(id)).Status);
    }

    [Fact]
    public async Task Confirm_SecondFormOfOneAddress_LeavesTheFirstAsItIs()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (first, _) = await LinkAsync(database, "a@example.org");
        var (second, secondId) = await LinkAsync(database, "A@example.org");

        await ConfirmAsync(database, first);

        Assert.Equal(ConfirmationResult.AlreadyMember, await ConfirmAsync(database, second));
        Assert.Equal(MemberStatus.Unconfirmed, (await database.Given.MemberAsync(secondId)).Status);
    }

    [Fact]
    public async Task Confirm_AddressOfADeclinedApplication_PassesToTheNewOne()
    {
        await using var database = await TestDatabase.CreateAsync();
        var declined = await database.Given.DeclinedAsync(Answers.Of("a@example.org"));
        await database.Services.GetRequiredService<MailDispatch>().RunAsync(default);
        var (token, id) = await LinkAsync(database, "a@example.org");

        Assert.Equal(ConfirmationResult.Confirmed, await ConfirmAsync(database, token));

        Assert.Null((await database.Given.MemberAsync(declined)).ConfirmedEmailKey);
        Assert.Equal(id, await database.SeeAsync(db => db.Users.Select(account => account.MemberId).SingleAsync()));
    }

    [Fact]
    public async Task Confirm_LinkForSomethingElse_IsDead()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Given.ApprovedAsync(Answers.Of("a@example.org"));
        var token = await TokenAsync(database, "a@example.org");

        Assert.Equal(ConfirmationResult.Dead, await ConfirmAsync(database, token));
    }

    private static async Task<(string Token, long Id)> LinkAsync(TestDatabase database, string email)
    {
        var id = await database.Given.UnconfirmedAsync(Answers.Of(email));
        return (await TokenAsync(database, email), id);
    }

    private static async Task<string> TokenAsync(TestDatabase database, string email)
    {
        await database.Services.GetRequiredService<MailDispatch>().RunAsync(default);
        return database.Mails.LastTo(email).Content.Text;
    }

    private static Task<ConfirmationResult> ConfirmAsync(TestDatabase database, string token) => database.DoAsync<Confirmation, ConfirmationResult>(confirmation => confirmation.ConfirmAsync(token, database.NowUtc, default));
}
