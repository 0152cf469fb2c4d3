using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Domain.Common;

/// <summary>
/// A background pass, batch by batch, each in a scope of its own, so that a killed pass goes on where it was and the memory stays level. One process at a time holds the lease,
/// renewed between batches; that two at it all the same do no harm is for the batches to see to.
/// </summary>
public sealed class LeasedPass(IServiceScopeFactory scopes, TimeProvider clock, string name)
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);
    private readonly Guid _holder = Guid.NewGuid();

    /// <param name="batch">Called until it says that nothing is left, or the lease is lost.</param>
    /// <param name="last">Done at the end, still under the lease.</param>
    /// <returns>False when another process is at it.</returns>
    public async Task<bool> RunAsync(Func<Task<bool>> batch, Func<Task> last, CancellationToken cancellation)
    {
        if (!await TryLeaseAsync(cancellation)) return false;
        try
        {
            while (await batch() && await TryLeaseAsync(cancellation)) { }
            await last();
        }
        finally
        {
            await InScopeAsync<Leases, bool>(async leases =>
            {
                await leases.ReturnAsync(name, _holder, clock.GetUtcNow().UtcDateTime, CancellationToken.None);
                return true;
            });
        }

        return true;
    }

    public async Task<T> InScopeAsync<TService, T>(Func<TService, Task<T>> deed) where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await deed(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private Task<bool> TryLeaseAsync(CancellationToken cancellation) => InScopeAsync<Leases, bool>(leases =>
    {
        var clockUtc = clock.GetUtcNow().UtcDateTime;
        return leases.TryTakeAsync(name, _holder, clockUtc, clockUtc + LeaseTime, cancellation);
    });
}
