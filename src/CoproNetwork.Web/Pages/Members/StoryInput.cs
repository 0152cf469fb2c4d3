using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>A member's story as typed, with what it is about.</summary>
public sealed class StoryInput
{
    public string? Title { get; set; }

    public string? Text { get; set; }

    public SiteLanguage? Language { get; set; }

    public PromiseTheme? Theme { get; set; }

    public StoryConsent? Consent { get; set; }

    public NewStory ToStory() => new(Title, Text, Language!.Value, Theme!.Value, Consent!.Value);

    public sealed class Validator : AbstractValidator<StoryInput>
    {
        private const string Stem = "Joining.Story";

        public Validator()
        {
            RuleFor(input => input.Title).Needed($"{Stem}.StoryTitle").AtMost(Story.TitleMaxLength, $"{Stem}.StoryTitle");
            RuleFor(input => input.Text).Needed($"{Stem}.Text").AtMost(Story.TextMaxLength, $"{Stem}.Text");
            RuleFor(input => input.Language).Needed($"{Stem}.Language").Known($"{Stem}.Language");
            RuleFor(input => input.Theme).Needed("Promises.Theme").Known("Promises.Theme");
            RuleFor(input => input.Consent).Needed($"{Stem}.Consent").Known($"{Stem}.Consent");
        }
    }
}
