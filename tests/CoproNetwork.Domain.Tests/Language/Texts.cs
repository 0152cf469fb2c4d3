using FsCheck;
using FsCheck.Fluent;

namespace CoproNetwork.Tests.Language;

/// <summary>Texts full of what words are made of and parted by, whole or broken.</summary>
public static class Texts
{
    private static readonly string[] Pieces =
        ["a", "y", "n", "s", "LL", "Cymru", "Pen", "bont", "ŵ", "w\u0302", "é", "ǆ", "ß", "İ", "\u0301", "ि", "क", "한", "7", "'", "’", "ʼ", "-", "‑", "\u00AD", " ", "\n", ".", "=", "🌱", "𐐀", "\ud83c", "\udf31", "ŉ"];

    public static Arbitrary<string> Any() => Gen.OneOf(
        Gen.Elements(Pieces).ListOf().Select(string.Concat),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).ToArbitrary();
}
