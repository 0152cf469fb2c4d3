using CoproNetwork.Domain;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Infrastructure.Forms;
using CoproNetwork.Web.Pages.Members;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Promises;

/// <summary>A member thanks for another's promise, or offers to help. The portal carries the words; neither is shown an address.</summary>
public sealed class MessageModel(CoproDbContext db, PromiseWall wall, PromiseMessages messages, SiteLinks links, Words words, TimeProvider clock) : MemberPage(db, links, clock)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    public WallCard Card { get; private set; } = null!;

    public IReadOnlyList<Choice> Kinds => [.. Enum.GetValues<PromiseMessageKind>().Select(kind => new Choice($"{kind}", words[$"Promises.Send.Kind.{kind}"], words[$"Promises.Send.Kind.{kind}.Hint"]))];

    private string PromiseAddress => Links.To("/Promises/Promise", ("key", Key));

    public IActionResult OnGet(string? kind)
    {
        if (Card.MemberId == MemberId) return LocalRedirect(PromiseAddress);
        Input.Kind = kind switch { "thanks" => PromiseMessageKind.Thanks, "help" => PromiseMessageKind.Help, _ => null };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await messages.SendAsync(Key!, Input.Kind!.Value, MemberId, Input.Text, NowUtc, cancellation);
        Say(words[Input.Kind == PromiseMessageKind.Thanks ? "Promises.Send.DoneThanks" : "Promises.Send.DoneHelp"]);
        return LocalRedirect(PromiseAddress);
    }

    public override async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        if (await wall.ReadAsync(Key, Audience.Members, cancellation) is not { } promise) return false;
        Card = promise.Card;
        return true;
    }

    public override string FieldOf(string resourceKey) => resourceKey switch
    {
        "Promises.Message.Required" or "Promises.Message.TooLong" => "Input.Text",
        "Promises.Message.Kind" => "Input.Kind",
        _ => "",
    };

    protected override bool Serves(MemberStatus status) => status == MemberStatus.Approved;

    public sealed class InputModel
    {
        public PromiseMessageKind? Kind { get; set; }

        /// <summary>May be left out with thanks.</summary>
        public string? Text { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(input => input.Kind).NotNull().WithMessage("Promises.Message.Kind").IsInEnum().WithMessage("Promises.Message.Kind");
            RuleFor(input => input.Text).AtMost(PromiseMessage.TextMaxLength, "Promises.Message");
            RuleFor(input => input.Text).Needed("Promises.Message").When(input => input.Kind == PromiseMessageKind.Help);
        }
    }
}
