using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Common;

/// <summary>Columns that are compared byte by byte: hashes, keys, slugs, terms. SQLite does so by itself, SQL Server wants a binary collation.</summary>
public static class OrdinalText
{
    private const string Annotation = "CoproNetwork:Ordinal";

    public static PropertyBuilder<string> IsOrdinal(this PropertyBuilder<string> property) => property.HasAnnotation(Annotation, true);

    public static PropertyBuilder<string?> IsOrdinalOrNull(this PropertyBuilder<string?> property) => property.HasAnnotation(Annotation, true);

    /// <param name="collation">The engine's binary collation; null where none is needed.</param>
    internal static void Apply(IMutableModel model, string? collation)
    {
        foreach (var property in model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            if (property.RemoveAnnotation(Annotation) is not null && collation is not null) property.SetCollation(collation);
    }
}
