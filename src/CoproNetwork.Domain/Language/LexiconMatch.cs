namespace CoproNetwork.Domain.Language;

/// <summary>Neighbouring words of a query that are a name or a term.</summary>
internal sealed class LexiconMatch
{
    private readonly List<WrittenWord> _words;
    private readonly string _key;
    private readonly IReadOnlyList<LexiconEntry> _entries;

    private LexiconMatch(List<WrittenWord> words, string key, IReadOnlyList<LexiconEntry> entries, int end) =>
        (_words, _key, _entries, End) = (words, key, entries, end);

    /// <summary>The word of the query after the match.</summary>
    public int End { get; }

    /// <summary>Null where the words are neither. A clitic of the last word is tried as part of it first: "St David's".</summary>
    public static LexiconMatch? Find(List<WrittenWord> words, int end)
    {
        var before = string.Concat(words.SkipLast(1).Select(word => word.Joined));
        return Of(before + words[^1].Joined) ?? (words[^1].Stem is { } stem ? Of(before + stem) : null);

        LexiconMatch? Of(string key) => Lexicon.Find(key) is { Count: > 0 } entries ? new(words, key, entries, end) : null;
    }

    public SoughtConcept ToConcept(string query)
    {
        var alternatives = new AlternativeList();
        foreach (var entry in _entries) AddLemma(alternatives, entry.Lemma, entry.Phrase);
        AddAsParted(alternatives);
        foreach (var entry in _entries)
            foreach (var lemma in entry.Meaning.Lemmas.Where(lemma => lemma != entry.Lemma)) AddLemma(alternatives, lemma, typed: null);
        return new(query[_words[0].Start.._words[^1].End], alternatives.InOrder());
    }

    /// <summary>What was typed may be parted like no spelling of the name, and every typed hyphen may be a blank.</summary>
    private void AddAsParted(AlternativeList alternatives)
    {
        AddParted([.. _words.Select(word => word.Joined)]);
        AddParted([.. _words.SelectMany(word => word.Parts).Select(part => part.Joined)]);

        void AddParted(List<string> parts)
        {
            if (string.Concat(parts) == _key) alternatives.Add([.. parts.Select(Exactly)], isTyped: true);
        }
    }

    /// <summary>Words of one form stand for each other, longer forms for themselves.</summary>
    private void AddLemma(AlternativeList alternatives, Lemma lemma, Phrase? typed)
    {
        var single = lemma.Forms.Where(form => form.IsOneWord).OrderByDescending(IsTyped).ToList();
        if (single.Count > 0)
            alternatives.Add([OneOf([.. single.Select(form => form.Spellings[0][0])], lemma, IsTyped(single[0]) ? typed : null)], IsTyped(single[0]));
        foreach (var form in lemma.Forms)
            foreach (var spelling in form.Spellings.Skip(form.IsOneWord ? 1 : 0))
                alternatives.Add([OneOf([spelling[0]], lemma, IsTyped(form) ? typed : null), .. spelling.Skip(1).Select(Exactly)], IsTyped(form));

        bool IsTyped(Phrase form) => form.Key == typed?.Key;
    }

    private SoughtWord OneOf(List<string> words, Lemma lemma, Phrase? typed)
    {
        var lead = typed is null ? words[0] : AsTyped(words[0], typed);
        var terms = new TermList();
        terms.Add(lead, isExact: true);
        foreach (var form in lemma.IsWelsh ? words.SelectMany(WordForms.OfWelsh) : words) terms.Add(form, isExact: false);
        return new(lead, terms.Terms);
    }

    /// <summary>The first word of the phrase with the mutation that was typed, which changes nothing behind it.</summary>
    private string AsTyped(string word, Phrase phrase) => _key[..(_key.Length - (phrase.Key.Length - word.Length))];

    private static SoughtWord Exactly(string word) => new(word, [new(word, IsExact: true)]);
}

/// <summary>The alternatives of a concept as they are found; those of the same words are one.</summary>
internal sealed class AlternativeList
{
    private readonly List<SoughtAlternative> _alternatives = [];

    public void Add(IReadOnlyList<SoughtWord> words, bool isTyped)
    {
        var same = _alternatives.FindIndex(have => have.Words.Select(word => word.Typed).SequenceEqual(words.Select(word => word.Typed), StringComparer.Ordinal));
        if (same < 0) _alternatives.Add(new(words, isTyped));
        else _alternatives[same] = new([.. _alternatives[same].Words.Zip(words, Together)], _alternatives[same].IsTyped || isTyped);
    }

    public IReadOnlyList<SoughtAlternative> InOrder() => [.. _alternatives.OrderByDescending(alternative => alternative.IsTyped)];

    private static SoughtWord Together(SoughtWord one, SoughtWord other)
    {
        var terms = new TermList();
        terms.AddAll(one.Terms);
        terms.AddAll(other.Terms);
        return new(one.Typed, terms.Terms);
    }
}
