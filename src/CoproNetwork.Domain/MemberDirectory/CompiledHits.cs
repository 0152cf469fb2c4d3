using System.Collections.Concurrent;
using System.Linq.Expressions;
using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>The first page of a search for one or two terms, which most searches are, with its query translated once.</summary>
internal static class CompiledHits
{
    /// <summary>More terms than this are seldom, and translated at each search.</summary>
    public const int MostTerms = 2;

    private static readonly ConcurrentDictionary<(SiteLanguage Language, bool IsPair), Func<CoproDbContext, string, string, IAsyncEnumerable<RankedCard>>> Queries = new();

    public static IAsyncEnumerable<RankedCard> First(CoproDbContext db, SiteLanguage language, IReadOnlyList<string> terms) =>
        Queries.GetOrAdd((language, terms.Count == MostTerms), shape => EF.CompileAsyncQuery(Query(shape.Language, shape.IsPair)))(db, terms[0], terms[^1]);

    private static Expression<Func<CoproDbContext, string, string, IQueryable<RankedCard>>> Query(SiteLanguage language, bool isPair)
    {
        Expression<Func<CoproDbContext, string, string, IQueryable<Ranked>>> hits = (language, isPair) switch
        {
            (SiteLanguage.Welsh, true) => (db, term, other) => db.ListingTerms.AsNoTracking().Where(t => t.Term == term && db.ListingTerms.Any(o => o.Term == other && o.ListingId == t.ListingId))
                .Join(db.Listings, t => t.ListingId, l => l.Id, (t, l) => new Ranked { Rank = t.RankWelsh, Id = t.ListingId, Listing = l }),
            (_, true) => (db, term, other) => db.ListingTerms.AsNoTracking().Where(t => t.Term == term && db.ListingTerms.Any(o => o.Term == other && o.ListingId == t.ListingId))
                .Join(db.Listings, t => t.ListingId, l => l.Id, (t, l) => new Ranked { Rank = t.RankEnglish, Id = t.ListingId, Listing = l }),
            (SiteLanguage.Welsh, false) => (db, term, _) => db.ListingTerms.AsNoTracking().Where(t => t.Term == term)
                .Join(db.Listings, t => t.ListingId, l => l.Id, (t, l) => new Ranked { Rank = t.RankWelsh, Id = t.ListingId, Listing = l }),
            _ => (db, term, _) => db.ListingTerms.AsNoTracking().Where(t => t.Term == term)
                .Join(db.Listings, t => t.ListingId, l => l.Id, (t, l) => new Ranked { Rank = t.RankEnglish, Id = t.ListingId, Listing = l }),
        };
        var page = DirectorySearch.FirstPage(Enumerable.Empty<Ranked>().AsQueryable());
        return Expression.Lambda<Func<CoproDbContext, string, string, IQueryable<RankedCard>>>(new Source(hits.Body).Visit(page.Expression), hits.Parameters);
    }

    /// <summary>Puts a query in the place of the constant that another begins with.</summary>
    private sealed class Source(Expression source) : ExpressionVisitor
    {
        protected override Expression VisitConstant(ConstantExpression node) => node.Value is IQueryable<Ranked> ? source : base.VisitConstant(node);
    }
}
