using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Language;

/// <summary>A term of the index that a word may be found under.</summary>
/// <param name="IsExact">Whether it is the word itself, folded; else a mutated or radical form, an inflection or a slip.</param>
public sealed record SoughtTerm(string Term, bool IsExact);

/// <summary>One word; any of its terms will do.</summary>
/// <param name="Typed">The word itself, folded: as typed or, in an alternative that was not typed, as that has it.</param>
public sealed record SoughtWord(string Typed, IReadOnlyList<SoughtTerm> Terms);

/// <summary>One way to say something; all of its words must be there.</summary>
/// <param name="IsTyped">Whether it is what was typed, in whatever spelling; else its other name or the term of the other language.</param>
public sealed record SoughtAlternative(IReadOnlyList<SoughtWord> Words, bool IsTyped);

/// <summary>One thing that is sought; any of its alternatives will do. Those that were typed come first.</summary>
/// <param name="Typed">That part of the query, as it was typed.</param>
public sealed record SoughtConcept(string Typed, IReadOnlyList<SoughtAlternative> Alternatives);

/// <summary>What a query means, in terms of the index: all of its concepts must be found. Every knowledge of language is in here, none in the index.</summary>
public sealed class SearchPlan
{
    /// <summary>Whatever is typed beyond this many is left out.</summary>
    public const int MaxConcepts = 8;

    private const int QueryMaxLength = 400;

    private SearchPlan(IReadOnlyList<SoughtConcept> concepts) => Concepts = concepts;

    /// <summary>Empty where nothing was typed.</summary>
    public IReadOnlyList<SoughtConcept> Concepts { get; }

    /// <summary>Every distinct term that could match.</summary>
    public IEnumerable<string> Terms => Concepts
        .SelectMany(concept => concept.Alternatives).SelectMany(alternative => alternative.Words).SelectMany(word => word.Terms)
        .Select(term => term.Term).Distinct(StringComparer.Ordinal);

    /// <summary>The terms that are worth marking in a text: not the "y" and "of" within names, unless nothing else was sought.</summary>
    public IReadOnlySet<string> MarkedTerms
    {
        get
        {
            var all = Terms.ToHashSet(StringComparer.Ordinal);
            var telling = all.Where(term => !CommonWords.IsFunctionWord(term)).ToHashSet(StringComparer.Ordinal);
            return telling.Count > 0 ? telling : all;
        }
    }

    /// <summary>The plan for a query, of which at most 400 characters are read.</summary>
    public static SearchPlan Of(string? query) => new(string.IsNullOrWhiteSpace(query) ? [] : PlanReader.Read(Rules.Cut(query, QueryMaxLength)!));

    /// <summary>The same plan, with further terms for words as they were typed.</summary>
    /// <param name="found">By <see cref="SoughtWord.Typed"/>: terms of the index that differ from the word by a slip (<see cref="Slips"/>).</param>
    public SearchPlan WithSlips(IReadOnlyDictionary<string, IReadOnlyList<string>> found)
    {
        return new([.. Concepts.Select(concept => concept with { Alternatives = [.. concept.Alternatives.Select(OfAlternative)] })]);

        SoughtAlternative OfAlternative(SoughtAlternative alternative) =>
            alternative.IsTyped ? alternative with { Words = [.. alternative.Words.Select(OfWord)] } : alternative;

        SoughtWord OfWord(SoughtWord word) =>
            found.TryGetValue(word.Typed, out var slips) ? word with { Terms = [.. word.Terms, .. slips.Except(word.Terms.Select(term => term.Term)).Select(slip => new SoughtTerm(slip, IsExact: false))] } : word;
    }
}
