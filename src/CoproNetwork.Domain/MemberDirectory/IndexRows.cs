using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Language;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Which listings of one block have a word, and where in them it stands best. What two words have in common is found by laying their bits over each other, so that it costs alike whether they meet often, seldom or never.</summary>
public sealed class TermBlock
{
    public const int TermMaxLength = TermAnalyser.TermMaxLength;

    private TermBlock() { }

    public string Term { get; private set; } = null!;

    public int Block { get; private set; }

    public TermTier Tier { get; private set; }

    /// <summary>See <see cref="BlockBits"/>.</summary>
    public byte[] Bits { get; private set; } = [];

    internal static TermBlock Of(string term, int block, TermTier tier, ReadOnlySpan<ulong> bits) => new() { Term = term, Block = block, Tier = tier, Bits = BlockBits.Store(bits) };

    internal void Set(ReadOnlySpan<ulong> bits) => Bits = BlockBits.Store(bits);
}

/// <summary>Which listings of one block answer to a filter. By block, so that a process can keep those that did not change.</summary>
public sealed class FilterBlock
{
    private FilterBlock() { }

    public int Block { get; private set; }

    public string Term { get; private set; } = null!;

    public byte[] Bits { get; private set; } = [];

    internal static FilterBlock Of(string term, int block, ReadOnlySpan<ulong> bits) => new() { Term = term, Block = block, Bits = BlockBits.Store(bits) };

    internal void Set(ReadOnlySpan<ulong> bits) => Bits = BlockBits.Store(bits);
}

/// <summary>A block of listing ids that holds any. Its stamp changes with its filters.</summary>
public sealed class ListingBlock
{
    private ListingBlock() { }

    public int Block { get; private set; }

    public Guid Stamp { get; private set; }

    internal static ListingBlock Of(int block) => new() { Block = block, Stamp = Guid.NewGuid() };

    internal void Change() => Stamp = Guid.NewGuid();
}

/// <summary>
/// A run of listings in the alphabet of a language: their ids in that order, up to <see cref="MaxIds"/>. So the hits of a search are brought in order, and a page found deep
/// among them, without sorting them by what they are called (<see cref="Alphabet"/>).
/// </summary>
public sealed class NameSlice
{
    public const int MaxIds = 2048;

    private NameSlice() { }

    public long Id { get; private set; }

    public SiteLanguage Language { get; private set; }

    /// <summary>Changes with the ids.</summary>
    public Guid Stamp { get; private set; }

    /// <summary>Nothing in it comes before this key; empty in the first.</summary>
    public string FromKey { get; private set; } = null!;

    /// <summary>Parts listings of one key.</summary>
    public long FromId { get; private set; }

    /// <summary>Eight bytes each.</summary>
    public byte[] Ids { get; private set; } = [];

    internal ReadOnlySpan<long> Read() => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(Ids);

    internal void Write(ReadOnlySpan<long> ids)
    {
        Ids = System.Runtime.InteropServices.MemoryMarshal.AsBytes(ids).ToArray();
        Stamp = Guid.NewGuid();
    }

    internal static NameSlice Of(SiteLanguage language, string fromKey, long fromId, ReadOnlySpan<long> ids)
    {
        var slice = new NameSlice { Language = language, FromKey = fromKey, FromId = fromId };
        slice.Write(ids);
        return slice;
    }
}

/// <summary>The one row that writers of the directory lock, and that says by which rules its index was made.</summary>
public sealed class DirectoryState
{
    public const int OnlyId = 1;

    private DirectoryState() { }

    public int Id { get; private set; } = OnlyId;

    /// <summary><see cref="ListingTerms.Number"/> of whoever built the index; 0 while it is not whole.</summary>
    public int IndexedBy { get; private set; }

    /// <summary>Changes with any of the slices.</summary>
    public Guid AlphabetStamp { get; private set; }

    /// <param name="isEmpty">Nothing is listed, so the index of nothing is whole.</param>
    public static DirectoryState Starting(bool isEmpty) => new() { IndexedBy = isEmpty ? ListingTerms.Number : 0 };

    /// <summary>The index, alphabets and all, is whole.</summary>
    internal void NoteRebuilt() => (IndexedBy, AlphabetStamp) = (ListingTerms.Number, Guid.NewGuid());
}
