using System.Data.Common;
using CoproNetwork.Domain;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests;

/// <summary>A portal that serves every page afresh and counts the queries that it takes.</summary>
public sealed class CountingPortal : Portal
{
    private readonly Counter _counter = new();

    public CountingPortal() => Settings["Cache:Pages"] = "false";

    /// <summary>How many queries the deed takes; the portal does nothing else meanwhile.</summary>
    public async Task<int> QueriesOfAsync(Func<Task> deed)
    {
        var before = _counter.Count;
        await deed();
        return _counter.Count - before;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.ConfigureDbContext<CoproDbContext>(options => options.AddInterceptors(_counter)));
    }

    private sealed class Counter : DbCommandInterceptor
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
