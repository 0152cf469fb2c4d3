namespace CoproNetwork.Domain.Language;

/// <summary>The terms of a word as they are found, each once; what was exact stays so.</summary>
internal sealed class TermList
{
    private readonly List<SoughtTerm> _terms = [];

    public IReadOnlyList<SoughtTerm> Terms => _terms;

    public void Add(string term, bool isExact)
    {
        var known = _terms.FindIndex(have => have.Term == term);
        if (known < 0) _terms.Add(new(term, isExact));
        else if (isExact) _terms[known] = new(term, isExact);
    }

    public void AddAll(IEnumerable<SoughtTerm> terms)
    {
        foreach (var term in terms) Add(term.Term, term.IsExact);
    }
}
