using System.Globalization;
using System.Text;

namespace CoproNetwork.Domain.Common;

/// <summary>Brings text to the form in which it is compared: lower case, no accents, one apostrophe, single spaces.</summary>
public static class Folding
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in Rules.WellFormed(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsWhiteSpace(c))
            {
                if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
            }
            else folded.Append(c is '’' or '‘' or '`' or '´' ? '\'' : char.ToLowerInvariant(c));
        }

        return folded.ToString().Trim();
    }
}
