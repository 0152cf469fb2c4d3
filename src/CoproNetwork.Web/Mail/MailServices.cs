using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.BackgroundWork;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Mail;

public static class MailServices
{
    /// <summary>Composer and transport of the settings. The loop that sends is <see cref="MailService"/>.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<MessageBuilder>();
        services.AddScoped<IMailComposer, RazorMailComposer>();
        services.AddSingleton<PickupTransport>();
        services.AddSingleton<SmtpTransport>();
        return services.AddSingleton<IMailTransport>(provider => provider.GetRequiredService<MailSettings>().Mode == MailMode.Smtp
            ? provider.GetRequiredService<SmtpTransport>()
            : provider.GetRequiredService<PickupTransport>());
    }
}
