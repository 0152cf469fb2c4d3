using System.Data.Common;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Mail;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Mail;

/// <summary>However many mails wait, what someone waits for goes first, and is found without a look at the others.</summary>
public sealed class CrowdedOutboxTests(CrowdedPortal portal) : IClassFixture<CrowdedPortal>
{
    private const int Crowd = 100_000;

    [Fact]
    public async Task Pass_BehindManyBulkMails_SendsTheSignInFirst()
    {
        await using var office = await CrowdedAsync();
        await office.QueueLinkAsync("awaited@example.org");

        var first = await FirstOfPassAsync(office);
        var next = await FirstOfPassAsync(office);

        Assert.Equal(("awaited@example.org", false), (first.Recipient.Address, first.Bulk));
        Assert.Equal(("bulk@example.org", true), (next.Recipient.Address, next.Bulk));
        Assert.Equal(Crowd - 1, await portal.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.Status == MailStatus.Waiting && mail.Attempts == 0)));
    }

    /// <summary>Awaited and found, then nothing awaited and everything else asked for: every query of a pass, with the table full.</summary>
    [Fact]
    [Trait(TestEngine.Trait, TestEngine.SqliteOnly)]
    public async Task Pass_BehindManyBulkMails_ReadsOnlyFromIndexes()
    {
        await using var office = await CrowdedAsync();
        await office.QueueLinkAsync("awaited@example.org");

        var queries = await portal.QueriesOfAsync(async () =>
        {
            await FirstOfPassAsync(office);
            await FirstOfPassAsync(office);
        });

        var plans = await portal.SeeAsync(async db =>
        {
            var plans = new List<(string Text, List<string> Steps)>();
            foreach (var query in queries) plans.Add((query.Text, await PlanOfAsync(db, query)));
            return plans;
        });
        var due = plans.Where(plan => plan.Text.Contains("ORDER BY", StringComparison.Ordinal)).ToList();
        Assert.Equal([0, 0, 1, 2], queries.Where(query => query.Text.Contains("ORDER BY", StringComparison.Ordinal)).Select(query => query.Parameters.Single(parameter => parameter.Name == "@urgency").Value));
        Assert.All(due, plan => Assert.Contains("USING COVERING INDEX IX_OutboxMails_Status_Urgency_NextAttemptAtUtc_Id (Status=? AND Urgency=? AND NextAttemptAtUtc<?)", Assert.Single(plan.Steps), StringComparison.Ordinal));
        Assert.Equal(2 * 2, plans.Count(plan => plan.Text.StartsWith("UPDATE", StringComparison.Ordinal)));
        Assert.All(plans.SelectMany(plan => plan.Steps), step => Assert.StartsWith("SEARCH", step, StringComparison.Ordinal));
    }

    /// <summary>A pass that is stopped at its first mail.</summary>
    private static async Task<OutgoingMail> FirstOfPassAsync(PostOffice office)
    {
        using var stopping = new CancellationTokenSource();
        var transport = new StopsAtFirst(stopping);
        Assert.Equal(new DispatchResult(1, 0, 0), await office.Dispatch(transport).RunAsync(stopping.Token));
        return Assert.Single(transport.Sent);
    }

    /// <summary>All that wait are due for longer than what comes after them.</summary>
    private async Task<PostOffice> CrowdedAsync()
    {
        var office = await PostOffice.OpenAsync(portal);
        await office.QueueAsync(urgency: MailUrgency.Bulk, address: "bulk@example.org");
        await portal.SeeAsync(db => db.Database.ExecuteSqlRawAsync(Multiply(db)));
        office.Advance(TimeSpan.FromHours(1));
        return office;
    }

    /// <summary>As many as there are numbers of five digits, the first one among them; each needs a Message-Id of its own.</summary>
    private static string Multiply(CoproDbContext db)
    {
        var columns = db.Model.FindEntityType(typeof(OutboxMail))!.GetProperties().Select(property => property.Name).Where(name => name is not nameof(OutboxMail.Id) and not nameof(OutboxMail.MessageId)).ToList();
        return $"""
            WITH d(n) AS ({string.Join(" UNION ALL ", Enumerable.Range(0, 10).Select(n => $"SELECT {n}"))})
            INSERT INTO "OutboxMails" ("MessageId", {string.Join(", ", columns.Select(column => $"\"{column}\""))})
            SELECT CONCAT(m."MessageId", a.n, b.n, c.n, e.n, f.n), {string.Join(", ", columns.Select(column => $"m.\"{column}\""))}
            FROM "OutboxMails" AS m, d AS a, d AS b, d AS c, d AS e, d AS f
            WHERE a.n + b.n + c.n + e.n + f.n > 0
            """;
    }

    private static async Task<List<string>> PlanOfAsync(CoproDbContext db, Query query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + query.Text;
        foreach (var (name, value) in query.Parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(3));
        return plan;
    }

    private sealed class StopsAtFirst(CancellationTokenSource stopping) : IMailTransport
    {
        public List<OutgoingMail> Sent { get; } = [];

        public Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
        {
            Sent.Add(mail);
            return stopping.CancelAsync();
        }
    }
}

/// <summary>What was asked of the database.</summary>
internal sealed record Query(string Text, IReadOnlyList<(string Name, object? Value)> Parameters);

/// <summary>A portal that keeps what is asked about the outbox.</summary>
public sealed class CrowdedPortal : Portal
{
    private readonly Listener _listener = new();

    /// <summary>The portal does nothing else meanwhile.</summary>
    internal async Task<IReadOnlyList<Query>> QueriesOfAsync(Func<Task> deed)
    {
        _listener.Queries.Clear();
        await deed();
        return [.. _listener.Queries];
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.ConfigureDbContext<CoproDbContext>(options => options.AddInterceptors(_listener)));
    }

    private sealed class Listener : DbCommandInterceptor
    {
        public List<Query> Queries { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Note(command);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Note(command);
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }

        private void Note(DbCommand command)
        {
            if (command.CommandText.Contains("OutboxMails", StringComparison.Ordinal)) Queries.Add(new(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]));
        }
    }
}
