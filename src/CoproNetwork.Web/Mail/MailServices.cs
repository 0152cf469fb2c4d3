using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.BackgroundWork;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Mail.Bounces;

namespace CoproNetwork.Web.Mail;

public static class MailServices
{
    /// <summary>Composer and transport of the settings. The loop that sends is <see cref="MailService"/>.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<MailSigning>();
        services.AddSingleton<MessageBuilder>();
        services.AddSingleton<DeliveryReports>();
        services.AddSingleton<BounceMailbox>();
        services.AddSingleton<MarkdownText>();
        services.AddScoped<RazorMailComposer>();
        services.AddScoped<IMailComposer>(provider => provider.GetRequiredService<RazorMailComposer>());
        services.AddScoped<INewsletterComposer, NewsletterComposer>();
        services.AddSingleton<PickupTransport>();
        services.AddSingleton<SmtpTransport>();
        return services.AddSingleton<IMailTransport>(provider => provider.GetRequiredService<MailSettings>().Mode == MailMode.Smtp
            ? provider.GetRequiredService<SmtpTransport>()
            : provider.GetRequiredService<PickupTransport>());
    }
}
