using System.Data.Common;
using CoproNetwork.Domain.MemberDirectory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CoproNetwork.Domain.Demo;

/// <summary>Listings in bulk: what <see cref="DirectoryWriter"/> writes one by one, with several terms in one statement.</summary>
internal sealed class DemoListings
{
    private const int RowsAtOnce = 100;
    private readonly CoproDbContext _db;
    private readonly HashSet<string> _slugs;

    private DemoListings(CoproDbContext db, HashSet<string> slugs) => (_db, _slugs) = (db, slugs);

    public static async Task<DemoListings> StartAsync(CoproDbContext db, CancellationToken cancellation) =>
        new(db, await db.Listings.Select(listing => listing.Slug).ToHashSetAsync(StringComparer.Ordinal, cancellation));

    /// <summary>Lists who of the batch may be listed; inside the caller's transaction, with the members saved.</summary>
    public async Task AddAsync(IEnumerable<DemoMember> batch, CancellationToken cancellation)
    {
        var listings = batch.Where(made => made.Member.MayBeListed).Select(made => Listing.Of(made.Member, made.Promise, Slug(made), made.ApprovedAtUtc)).ToList();
        _db.Listings.AddRange(listings);
        await _db.SaveChangesAsync(cancellation);

        // In the order of the index, so that it grows at few places at a time.
        var terms = listings.SelectMany(DirectoryWriter.TermsOf).OrderBy(term => term.Term, StringComparer.Ordinal).ToList();
        await InsertAsync(terms, cancellation);
        await new TermBlocks(_db).MarkAsync([.. terms.Select(term => (term.Term, term.ListingId, true))], cancellation);
        await _db.SaveChangesAsync(cancellation);
        foreach (var counted in listings.SelectMany(listing => FilterTerms.Of(listing).Append(FilterTerms.All)).GroupBy(term => term).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var more = counted.Count();
            await _db.ListingCounts.Where(count => count.Term == counted.Key).ExecuteUpdateAsync(set => set.SetProperty(count => count.Count, count => count.Count + more), cancellation);
        }
    }

    private string Slug(DemoMember made) => Slugs.For(made.Member.Name, made.Member.Number!.Value).First(_slugs.Add);

    private async Task InsertAsync(List<ListingTerm> terms, CancellationToken cancellation)
    {
        var columns = new[] { nameof(ListingTerm.Term), nameof(ListingTerm.ListingId), nameof(ListingTerm.RankWelsh), nameof(ListingTerm.RankEnglish) };
        DbCommand? full = null;
        foreach (var rows in terms.Chunk(RowsAtOnce))
        {
            var command = rows.Length == RowsAtOnce ? full ??= Insert(columns, RowsAtOnce) : Insert(columns, rows.Length);
            var at = 0;
            foreach (var row in rows)
                foreach (var value in new object[] { row.Term, row.ListingId, row.RankWelsh, row.RankEnglish })
                    command.Parameters[at++].Value = value;
            await command.ExecuteNonQueryAsync(cancellation);
            if (command != full) await command.DisposeAsync();
        }

        if (full is not null) await full.DisposeAsync();
    }

    private DbCommand Insert(string[] columns, int rows)
    {
        var sql = _db.GetService<ISqlGenerationHelper>();
        var command = _db.Database.GetDbConnection().CreateCommand();
        command.Transaction = _db.Database.CurrentTransaction!.GetDbTransaction();
        var values = Enumerable.Range(0, rows).Select(row => $"({string.Join(", ", columns.Select((_, column) => $"@p{row * columns.Length + column}"))})");
        command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(_db.Model.FindEntityType(typeof(ListingTerm))!.GetTableName()!)} ({string.Join(", ", columns.Select(sql.DelimitIdentifier))}) VALUES {string.Join(", ", values)}";
        for (var i = 0; i < rows * columns.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
