using CoproNetwork.Domain.Feedback;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.Promises;

/// <summary>How much say people have now, compared with when they joined: one of the three questions as a bar. Of how many members it may be shown, the page decides.</summary>
public sealed record SayBar(string Heading, string Answered, StackedBar Bar)
{
    public static SayBar Of(SayChange change, Words words)
    {
        var heading = words[$"Promises.Say.{change.Question}"];
        return new(heading, words.Count("Promises.Say.Members", change.Members), new(words["Promises.Say.Label", heading, change.Less, change.Same, change.More],
        [
            new("less", words["Promises.Say.Less"], change.Less),
            new("same", words["Promises.Say.Same"], change.Same),
            new("more", words["Promises.Say.More"], change.More),
        ])
        { IsSmall = true });
    }
}
