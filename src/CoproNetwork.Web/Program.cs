using CoproNetwork.Web.BackgroundWork;
using CoproNetwork.Web.Commands;
using CoproNetwork.Web.Infrastructure;

if (CommandLine.HasVerb(args)) return await CommandLine.RunAsync(args);

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddPortal();
    builder.Services.AddHostedService<MailService>().AddHostedService<RetentionService>().AddHostedService<FeedbackService>().AddHostedService<ListingCheckService>().AddHostedService<NewsletterService>().AddHostedService<BounceService>();
    await using var app = builder.Build();
    await app.Services.PrepareDatabaseAsync(CancellationToken.None);
    await app.Services.FillDemoAsync(CancellationToken.None);
    app.UsePortal();
    await app.Services.PrintStartAsync(CancellationToken.None);
    await app.RunAsync();
    return 0;
}
catch (SettingsException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}
