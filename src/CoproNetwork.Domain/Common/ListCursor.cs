using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace CoproNetwork.Domain.Common;

/// <summary>The last entry of a page that goes from the newest to the oldest; as text it is opaque.</summary>
/// <param name="Id">Parts those of the same instant.</param>
public sealed record ListCursor(DateTime AtUtc, long Id)
{
    private const int TextMaxLength = 80;

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{AtUtc.Ticks} {Id}")));

    /// <summary>False for anything that no page gave out.</summary>
    public static bool TryParse(string text, out ListCursor cursor)
    {
        cursor = null!;
        if (text.Length > TextMaxLength || !Base64Url.IsValid(text)) return false;
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(' ');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTime.MaxValue.Ticks) return false;
        if (!long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
        cursor = new(new(ticks, DateTimeKind.Utc), id);
        return true;
    }
}
