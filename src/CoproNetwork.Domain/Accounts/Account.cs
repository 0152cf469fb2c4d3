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

    /// <summary>The key under which Identity finds an address.</summary>
    public static string Key(string email) => email.Trim().ToUpperInvariant();

    public void Join(Member member) => Member = member;

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

/// <summary>Names of the roles an account can have.</summary>
public static class Roles
{
    public const string Coordinator = "Coordinator";
}
