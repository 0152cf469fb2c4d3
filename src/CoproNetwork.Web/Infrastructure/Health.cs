using CoproNetwork.Domain;
using CoproNetwork.Domain.Mail;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Live: the process answers. Ready: database, migrations and mail are in order.</summary>
public static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<OutboxHealth>("outbox");
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), entry.Value.Description }),
    });
}

/// <summary>The database answers and has every migration.</summary>
internal sealed class DatabaseHealth(CoproDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await db.OpenAsync(cancellationToken);
            return await db.IsBehindAsync(cancellationToken) ? HealthCheckResult.Unhealthy("migrations are pending") : HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("the database does not answer", failure);
        }
    }
}

/// <summary>Mail leaves in time: degraded when someone has been waiting for over ten minutes.</summary>
internal sealed class OutboxHealth(CoproDbContext db, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var nowUtc = clock.GetUtcNow().UtcDateTime;
            var oldest = await db.OutboxMails.Where(mail => mail.Status == MailStatus.Waiting && mail.Urgency != MailUrgency.Bulk).MinAsync(mail => (DateTime?)mail.FirstDueAtUtc, cancellationToken);
            var age = nowUtc - (oldest ?? nowUtc);
            return age <= Patience ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"the oldest mail has waited for {(int)age.TotalMinutes} minutes");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("the outbox cannot be read", failure);
        }
    }
}
