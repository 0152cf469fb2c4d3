using CoproNetwork.Domain;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.MemberDirectory.Mine;

/// <summary>Brings something new into the directory. A coordinator looks at it first.</summary>
public sealed class NewModel(CoproDbContext db, EntryEditing editing, ListingLikeness likeness, SiteLinks links, Words words, TimeProvider clock) : ListingForm(db, likeness, links, words, clock)
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await ReadAsync(cancellation) is not { } content) return Page();
        await editing.DescribeAsync(MemberId, Input.Kind!.Value, content, Input.Named, NowUtc, cancellation);
        return DoneAt("/MemberDirectory/Mine/Index", Words["MemberDirectory.Mine.Saved.New"]);
    }
}
