using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests;

/// <summary>Members and coordinators at a browser.</summary>
internal static class SigningIn
{
    public static Given Given(this Portal portal) => new(portal.Services, portal.Services.GetRequiredService<TimeProvider>());

    /// <summary>By a mailed link, as in life; the account's page opens.</summary>
    /// <param name="subject">Of the mail, where it is not in English too.</param>
    public static async Task SignInAsync(this Reader reader, Portal portal, string email, string? subject = null)
    {
        await reader.OpenAsync("/en/sign-in");
        await reader.FillAsync("Input.Email", email);
        await reader.ClickAsync("form#sign-in .btn-primary");
        await reader.OpenAsync(MailFolder.LinkIn(await portal.Mails.NewestToAsync(email, subject ?? "sign in")));
        await reader.ClickAsync("main form .btn-primary");
    }
}
