using System.CommandLine;
using System.Globalization;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Domain.Privacy;
using CoproNetwork.Web.Mail.Bounces;
using Microsoft.AspNetCore.Identity;

namespace CoproNetwork.Web.Commands;

/// <summary>The verbs of the command line.</summary>
internal static class Verbs
{
    public static IEnumerable<Command> All()
    {
        yield return Migrate();
        yield return Coordinator();
        yield return Demo.Verb();
        yield return Backup();
        yield return Reindex();
        yield return Mail();
        yield return Retention();
        yield return Feedback();
        yield return Directory();
        yield return Newsletter();
    }

    private static Command Migrate() => Verb("migrate", "Creates the database or brings it to the current version.", creates: true,
        (_, _, _) => Task.FromResult("The database is at the current version."));

    private static Command Coordinator()
    {
        var email = new Argument<string>("EMAIL") { Description = "The coordinator's email address" };
        var add = Verb("add", "Makes a coordinator, who then signs in by email.", creates: false, (services, parsed, cancellation) => AddCoordinatorAsync(services, parsed.GetRequiredValue(email), cancellation));
        add.Arguments.Add(email);
        return new("coordinator", "Coordinators.") { add };
    }

    private static Command Backup()
    {
        var file = new Argument<string>("FILE") { Description = "A file that is not there yet" };
        var backup = Verb("backup", "Copies the database to a file while the portal runs.", creates: false, async (services, parsed, cancellation) =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            if (File.Exists(path)) throw new CommandException($"{path} exists already.");
            await services.GetRequiredService<IDatabaseEngine>().BackupAsync(services.GetRequiredService<CoproDbContext>(), path, cancellation);
            return $"Copied to {path}. Keep the secrets folder too, but elsewhere.";
        });
        backup.Arguments.Add(file);
        return backup;
    }

    private static Command Reindex() => Verb("reindex", "Writes the directory's search index anew while the portal runs.", creates: false, async (services, _, cancellation) =>
    {
        var handled = await services.GetRequiredService<DirectoryRebuild>().RunAsync(cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{handled} listings were gone through.");
    });

    private static Command Mail() => new("mail", "Mail.")
    {
        Verb("send", "Sends what is due in the outbox, once.", creates: false, async (services, _, cancellation) =>
        {
            var result = await services.GetRequiredService<MailDispatch>().RunAsync(cancellation);
            return string.Create(CultureInfo.InvariantCulture, $"{result.Sent} sent, {result.Failed} failed, {result.Dropped} dropped.");
        }),
        Bounces(),
    };

    private static Command Bounces()
    {
        var file = new Argument<string?>("FILE") { Description = "A saved message; without one, the mailbox of the settings is looked through", Arity = ArgumentArity.ZeroOrOne };
        var bounces = Verb("bounces", "Reads mail that came back.", creates: false, async (services, parsed, cancellation) =>
            parsed.GetValue(file) is { } path ? await TakeBounceAsync(services, Path.GetFullPath(path), cancellation) : await LookForBouncesAsync(services, cancellation));
        bounces.Arguments.Add(file);
        return bounces;
    }

    private static async Task<string> TakeBounceAsync(IServiceProvider services, string path, CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw new CommandException($"{path} is not there.");
        if (new FileInfo(path).Length > DeliveryReports.MaxBytes) throw new CommandException($"{path} is too large for a delivery status notification.");
        await using var stream = File.OpenRead(path);
        BounceReport? report;
        try
        {
            report = await services.GetRequiredService<DeliveryReports>().ReadAsync(stream, cancellation);
        }
        catch (FormatException)
        {
            throw new CommandException($"{path} is no message.");
        }

        if (report is null) return "It says of none of our mails that it will not arrive.";
        return await services.GetRequiredService<BounceIntake>().TakeAsync(report, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, cancellation) switch
        {
            BounceOutcome.Held => $"{report.Status}: noted, and the address is held.",
            BounceOutcome.Noted => $"{report.Status}: noted.",
            BounceOutcome.Known => "It was read before.",
            _ => "The mail that it is about is not known any more.",
        };
    }

    private static async Task<string> LookForBouncesAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var pass = await services.GetRequiredService<BounceMailbox>().RunAsync(cancellation) ?? throw new CommandException("Mail__Bounces__Host is not set: there is no mailbox to look into.");
        return string.Create(CultureInfo.InvariantCulture, $"{pass.Noted} noted, {pass.Held} addresses held, {pass.Junk} others.");
    }

    private static Command Newsletter() => new("newsletter", "The newsletter.")
    {
        Verb("run", "Sends the issues that are due, once.", creates: false, async (services, _, cancellation) =>
        {
            var done = await services.GetRequiredService<NewsletterRun>().RunAsync(cancellation);
            return done is null ? "Another process is at it." : string.Create(CultureInfo.InvariantCulture, $"{done.Sent} sent, {done.Failed} failed, {done.Skipped} skipped.");
        }),
    };

    private static Command Retention()
    {
        var at = new Option<DateTimeOffset?>("--at") { Description = "As if it were this instant, such as 2027-03-01T09:00Z" };
        var run = Verb("run", "Reminds and erases what is due, once.", creates: false, async (services, parsed, cancellation) =>
        {
            var clockUtc = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            var handled = await services.GetRequiredService<RetentionRun>().RunAsync(parsed.GetValue(at)?.UtcDateTime ?? clockUtc, clockUtc, cancellation);
            return handled is null ? "Another process is at it." : string.Create(CultureInfo.InvariantCulture, $"{handled} records reminded or erased.");
        });
        run.Options.Add(at);
        return new("retention", "Reminding and erasing.") { run };
    }

    private static Command Feedback()
    {
        var at = new Option<DateTimeOffset?>("--at") { Description = "As if it were this instant, such as 2027-03-01T09:00Z" };
        var run = Verb("run", "Asks and nudges every member who is due, once.", creates: false, async (services, parsed, cancellation) =>
        {
            var nowUtc = parsed.GetValue(at)?.UtcDateTime ?? services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            var done = await services.GetRequiredService<FeedbackRun>().RunAsync(nowUtc, cancellation);
            return done is null ? "Another process is at it." : string.Create(CultureInfo.InvariantCulture, $"{done.Asked} asked, {done.Nudged} nudged, {done.Missed} missed.");
        });
        run.Options.Add(at);
        return new("feedback", "The six-monthly requests.") { run };
    }

    private static Command Directory()
    {
        var at = new Option<DateTimeOffset?>("--at") { Description = "As if it were this instant, such as 2027-03-01T09:00Z" };
        var check = Verb("check", "Asks after every listing that is due, and greys those of which nobody answered, once.", creates: false, async (services, parsed, cancellation) =>
        {
            var nowUtc = parsed.GetValue(at)?.UtcDateTime ?? services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            var done = await services.GetRequiredService<ListingCheckRun>().RunAsync(nowUtc, cancellation);
            return done is null ? "Another process is at it." : string.Create(CultureInfo.InvariantCulture, $"{done.Asked} asked after, {done.Greyed} greyed.");
        });
        check.Options.Add(at);
        return new("directory", "The directory.") { check };
    }

    internal static Command Verb(string name, string description, bool creates, Func<IServiceProvider, ParseResult, CancellationToken, Task<string>> deed)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, cancellation) => CommandHost.RunAsync(creates, (services, token) => deed(services, parsed, token), cancellation));
        return command;
    }

    internal static async Task<string> AddCoordinatorAsync(IServiceProvider services, string email, CancellationToken cancellation)
    {
        if (!EmailAddress.IsValid(email)) throw new CommandException($"{email} is not an email address.");
        var db = services.GetRequiredService<CoproDbContext>();
        var users = services.GetRequiredService<UserManager<Account>>();
        await db.InTransactionAsync(async token =>
        {
            var roles = services.GetRequiredService<RoleManager<IdentityRole<long>>>();
            if (!await roles.RoleExistsAsync(Roles.Coordinator)) Must(await roles.CreateAsync(new(Roles.Coordinator)));
            var account = await users.FindByEmailAsync(email);
            if (account is null) Must(await users.CreateAsync(account = Account.For(email, null)));
            if (!await users.IsInRoleAsync(account, Roles.Coordinator)) Must(await users.AddToRoleAsync(account, Roles.Coordinator));
            db.AuditEntries.Add(AuditEntry.Record(null, AuditActions.CoordinatorAdded, account.Id, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime));
        }, cancellation);
        return $"{email} is a coordinator and signs in at /en/sign-in.";
    }

    private static void Must(IdentityResult result)
    {
        if (!result.Succeeded) throw new CommandException(string.Join(" ", result.Errors.Select(error => error.Description)));
    }
}
