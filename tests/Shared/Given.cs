using CoproNetwork.Domain;
using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests;

/// <summary>Members in every state, made by the same deeds as in life. Each call uses a scope of its own.</summary>
internal sealed class Given(IServiceProvider services, TimeProvider clock)
{
    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    /// <summary>Sent, not confirmed.</summary>
    public Task<long> UnconfirmedAsync(JoinAnswers answers) => InScopeAsync(async scoped =>
    {
        var db = scoped.GetRequiredService<CoproDbContext>();
        var draft = RandomToken.Make();
        await scoped.GetRequiredService<JoinDrafts>().KeepAsync(draft, await answers.AgreeAsync(db), NowUtc, default);
        await scoped.GetRequiredService<SignUp>().SendAsync(draft, null, NowUtc, default);
        return await db.Members.OrderByDescending(member => member.Id).Select(member => member.Id).FirstAsync();
    });

    /// <summary>Confirmed, waiting for a coordinator; has an account.</summary>
    public Task<long> AppliedAsync(JoinAnswers answers) => InScopeAsync(async scoped =>
        await scoped.GetRequiredService<SignUp>().TypeInAsync(await answers.AgreeAsync(scoped.GetRequiredService<CoproDbContext>()), NowUtc, default));

    /// <summary>Approved: number, badge, posting, listing if wanted, account, welcome mail queued.</summary>
    public async Task<long> ApprovedAsync(JoinAnswers answers)
    {
        var id = await AppliedAsync(answers);
        await InScopeAsync(scoped => scoped.GetRequiredService<MemberApproval>().ApproveAsync(id, null, NowUtc, default));
        return id;
    }

    public async Task<long> DeclinedAsync(JoinAnswers answers, string reason = "demo reason")
    {
        var id = await AppliedAsync(answers);
        await InScopeAsync(async scoped =>
        {
            await scoped.GetRequiredService<MemberApproval>().DeclineAsync(id, reason, null, NowUtc, default);
            return true;
        });
        return id;
    }

    /// <summary>The account's id.</summary>
    public Task<long> CoordinatorAsync(string email = "coordinator@example.org") => InScopeAsync(async scoped =>
    {
        var roles = scoped.GetRequiredService<RoleManager<IdentityRole<long>>>();
        if (!await roles.RoleExistsAsync(Roles.Coordinator)) await roles.CreateAsync(new(Roles.Coordinator));
        var users = scoped.GetRequiredService<UserManager<Account>>();
        var account = await users.FindByEmailAsync(email);
        if (account is null) await users.CreateAsync(account = Account.For(email, null));
        if (!await users.IsInRoleAsync(account, Roles.Coordinator)) await users.AddToRoleAsync(account, Roles.Coordinator);
        return account.Id;
    });

    public async Task<Member> MemberAsync(long id) =>
        await InScopeAsync(scoped => scoped.GetRequiredService<CoproDbContext>().Members.AsNoTracking().SingleAsync(member => member.Id == id));

    /// <summary>A deed of one of the domain's classes.</summary>
    public Task<T> InScopeAsync<TService, T>(Func<TService, Task<T>> deed) where TService : notnull => InScopeAsync(scoped => deed(scoped.GetRequiredService<TService>()));

    /// <inheritdoc cref="InScopeAsync{TService, T}"/>
    public Task InScopeAsync<TService>(Func<TService, Task> deed) where TService : notnull => InScopeAsync<TService, bool>(async service =>
    {
        await deed(service);
        return true;
    });

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> deed)
    {
        await using var scope = services.CreateAsyncScope();
        return await deed(scope.ServiceProvider);
    }
}
