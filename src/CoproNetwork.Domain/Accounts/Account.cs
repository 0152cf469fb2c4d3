using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using Microsoft.AspNetCore.Identity;

namespace CoproNetwork.Domain.Accounts;

/// <summary>Who may sign in: a confirmed member, a coordinator, or one who is both. There is no password.</summary>
public sealed class Account : IdentityUser<long>
{
    /// <summary>The membership of this account; null for a coordinator who is not a member.</summary>
    public long? MemberId { get; private set; }

    public Member? Member { get; private set; }

    public static Account For(string email, Member? member) => new()
    {
        UserName = email,
        NormalizedUserName = Key(email),
        Email = email,
        NormalizedEmail = Key(email),
        EmailConfirmed = true,
        SecurityStamp = Guid.NewGuid().ToString("N"),
        Member = member,
    };

    /// <summary>The key under which Identity finds an address: a member's own.</summary>
    public static string Key(string email) => EmailAddress.Key(email.Trim());

    /// <exception cref="DomainRuleException">It is the account of another membership that is alive.</exception>
    public void Join(Member member)
    {
        Rules.Must(Member is null or { Status: MemberStatus.Declined } || Member == member, "Members.Email.Taken");
        Member = member;
    }

    public void LeaveMembership()
    {
        Member = null;
        MemberId = null;
        EndSessions();
    }

    public void ChangeEmail(string email)
    {
        UserName = Email = email;
        NormalizedUserName = NormalizedEmail = Key(email);
        EndSessions();
    }

    /// <summary>Every sign-in made before this moment ends at its next check.</summary>
    public void EndSessions() => SecurityStamp = Guid.NewGuid().ToString("N");
}

/// <summary>Identity's keys for what it finds by name.</summary>
public sealed class AccountKeys : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : Account.Key(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}

/// <summary>Names of the roles an account can have.</summary>
public static class Roles
{
    public const string Coordinator = "Coordinator";
}
