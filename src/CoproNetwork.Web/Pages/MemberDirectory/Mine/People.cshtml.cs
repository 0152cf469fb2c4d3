using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.MemberDirectory.Mine;

/// <summary>Who belongs to a listing and edits it. Who was asked and has not answered is not shown: it would tell whether an address is a member's.</summary>
public sealed class PeopleModel(CoproDbContext db, EntryBelonging belonging, SiteLinks links, Words words, TimeProvider clock) : ListingsPage(db, links, clock)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    public MyListing Listing { get; private set; } = null!;

    public IReadOnlyList<PersonView> People { get; private set; } = [];

    /// <summary>The reader among them; null where it is their own listing.</summary>
    public PersonView? Me => People.FirstOrDefault(person => person.MemberId == MemberId);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    /// <summary>Asks someone. The answer is the same whoever the address belongs to.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await belonging.AskAsync(Key!, MemberId, Input.Email, NowUtc, cancellation);
        return DoneAt("/MemberDirectory/Mine/People", words["MemberDirectory.People.Asked"], Key);
    }

    public async Task<IActionResult> OnPostRemoveAsync(long person, CancellationToken cancellation)
    {
        await belonging.RemoveAsync(Key!, MemberId, person, NowUtc, cancellation);
        return DoneAt("/MemberDirectory/Mine/People", words["MemberDirectory.People.Removed"], Key);
    }

    public async Task<IActionResult> OnPostNamingAsync(bool named, CancellationToken cancellation)
    {
        await belonging.AgreeAsync(Key!, MemberId, named, NowUtc, cancellation);
        return DoneAt("/MemberDirectory/Mine/People", words["Common.Saved"], Key);
    }

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancellation)
    {
        await belonging.LeaveAsync(Key!, MemberId, NowUtc, cancellation);
        return DoneAt("/MemberDirectory/Mine/Index", words["MemberDirectory.People.Left"]);
    }

    public override async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        if (await MyListing.FindAsync(Db, MemberId, Key, cancellation) is not { EntryKey: { } entry, State: not MyListingState.PartOfAnother } listing) return false;
        (Listing, Key) = (listing, entry);
        return true;
    }

    public override async Task LoadAsync(CancellationToken cancellation) => People = await Db.EntryPeople.AsNoTracking()
        .Where(person => person.Entry.Key == Key && person.AgreedAtUtc != null && person.Member.Status == MemberStatus.Approved)
        .OrderBy(person => person.Id).Select(person => new PersonView(person.Id, person.MemberId, person.Member.Name, person.IsNamed)).ToListAsync(cancellation);

    public override string FieldOf(string resourceKey) => resourceKey.StartsWith("Members.Email", StringComparison.Ordinal) || resourceKey == "MemberDirectory.People.TooMany" ? "Input.Email" : "";

    public sealed record PersonView(long Id, long MemberId, string Name, bool IsNamed);

    public sealed class InputModel
    {
        public string? Email { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(input => input.Email)
            .Needed("Members.Email")
            .AtMost(EmailAddress.MaxLength, "Members.Email")
            .Must(address => EmailAddress.IsValid(Rules.Clean(address))).WithMessage("Members.Email.Invalid");
    }
}
