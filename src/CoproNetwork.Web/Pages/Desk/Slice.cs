namespace CoproNetwork.Web.Pages.Desk;

/// <summary>One page of a list, and whether more follows.</summary>
public sealed record Slice<T>(IReadOnlyList<T> Rows, bool More);

public static class Slice
{
    /// <summary>Cuts a page from rows that were read with one more than fits.</summary>
    public static Slice<T> Of<T>(List<T> rows, int size) => new(rows.Count > size ? rows[..size] : rows, rows.Count > size);
}
