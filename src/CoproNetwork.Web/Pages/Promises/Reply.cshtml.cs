using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Promises;

/// <summary>The maker of a promise answers an offer of help, once, by a mailed link and without signing in. The answer itself is never shown back here: a link may be passed on.</summary>
public sealed class ReplyModel(CoproDbContext db, MailedLinks mailed, PromiseMessages messages, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Token { get; set; }

    /// <summary>Null when the link leads nowhere; then <see cref="Trouble"/> says why.</summary>
    public OfferView? Offer { get; private set; }

    /// <summary>Stem of the texts that say what is the matter with the link.</summary>
    public string Trouble { get; private set; } = "Unknown";

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    /// <summary>A link that leads nowhere is said first, whatever was typed.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        await LoadAsync(HttpContext.RequestAborted);
        if (Offer is not null)
        {
            await next();
            return;
        }

        context.Result = NoLink(onceWorked: Trouble != "Unknown");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await messages.ReplyAsync(Token!, Input.Text, NowUtc, cancellation)) return NotFound();
        Say(words["Promises.Reply.Done"]);
        return LocalRedirect(links.To("/Promises/Reply", ("t", Token)));
    }

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        var link = await mailed.LookAsync(LinkPurpose.HelpReply, Token, NowUtc, cancellation);
        Trouble = link.State is LinkState.Expired or LinkState.Used ? "Expired" : "Unknown";
        Offer = link.State != LinkState.Valid ? null : await db.PromiseMessages.AsNoTracking().Where(message => message.Id == link.SubjectId)
            .Select(message => new OfferView(
                message.Promise.Text, message.Promise.Language, message.Text ?? "", db.Members.Where(from => from.Id == message.FromMemberId).Select(from => from.Age == AgeBand.Adult ? from.Name : "").FirstOrDefault() ?? "", message.RepliedAtUtc != null))
            .SingleOrDefaultAsync(cancellation);
    }

    public override string FieldOf(string resourceKey) => resourceKey is "Promises.Message.Required" or "Promises.Message.TooLong" ? "Input.Text" : "";

    public override int StatusOf(string resourceKey) => resourceKey == "Promises.Message.Answered" ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;

    /// <summary>An offer of help as the promise's maker reads it.</summary>
    public sealed record OfferView(string Promise, SiteLanguage Language, string Text, string From, bool IsAnswered);

    public sealed class InputModel
    {
        public string? Text { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(input => input.Text).Needed("Promises.Message").AtMost(PromiseMessage.TextMaxLength, "Promises.Message");
    }
}
