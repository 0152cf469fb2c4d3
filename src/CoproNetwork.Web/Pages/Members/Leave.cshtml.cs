using CoproNetwork.Domain;
using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Joining;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>Says what is erased and what stays, then does it. An application that is no membership yet is erased whole.</summary>
public sealed class LeaveModel(CoproDbContext db, MemberDeparture departure, JoinForm joinForm, SignInManager<Account> signIn, SiteLinks links, TimeProvider clock) : MemberPage(db, links, clock)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool IsMember => Status == MemberStatus.Approved;

    protected override bool Serves(MemberStatus status) => status is MemberStatus.Applied or MemberStatus.Approved or MemberStatus.Declined;

    /// <summary>A doubled press finds no membership any more and shows the first one's result.</summary>
    protected override IActionResult WithoutMembership() =>
        HttpMethods.IsPost(Request.Method) ? LocalRedirect(Links.To("/Members/Left")) : base.WithoutMembership();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await departure.LeaveAsync(MemberId, NowUtc, cancellation);

        // A Membership Form that was begun in this browser is theirs too, and no one else could find it.
        await joinForm.EraseAsync(cancellation);
        await signIn.SignOutAsync();
        return LocalRedirect(IsMember ? Links.To("/Members/Left") : Links.To("/Members/Left", ("what", "application")));
    }

    public sealed class InputModel
    {
        public bool Sure { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(input => input.Sure).Equal(true).WithMessage("Members.Leave.Sure.Required");
    }
}
