using CoproNetwork.Domain.Feedback;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Infrastructure.Forms;

namespace CoproNetwork.Web.Pages.Feedback;

/// <summary>The one scale of the three questions.</summary>
public static class SayScale
{
    /// <summary>Its steps; who has answered is offered to leave the question out after all.</summary>
    public static IReadOnlyList<Choice> Choices(Words words, Say? answer) =>
        [.. Enum.GetValues<Say>().Select(say => new Choice($"{say}", words[$"Feedback.Scale.{say}"])), .. answer is null ? Array.Empty<Choice>() : [new("", words["Joining.YourLife.LeaveOut"])]];
}
