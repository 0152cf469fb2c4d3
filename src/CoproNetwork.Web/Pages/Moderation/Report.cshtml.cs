using CoproNetwork.Domain;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Joining;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Moderation;

/// <summary>Anyone says that a text should not stand where they found it. Nothing is kept of who they are.</summary>
public sealed class ReportModel(CoproDbContext db, TextReports reports, FillTime fillTime, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>As <see cref="ReportAddress.Slug"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    public ReportedText Text { get; private set; } = null!;

    /// <summary>Where the text stands.</summary>
    public string Back { get; private set; } = null!;

    private Audience _audience;

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(Input.Homepage)) ModelState.AddModelError("", words["Moderation.Report.Refused"]);
        else if (fillTime.IsTooQuick(Input.Shown)) ModelState.AddModelError("", words["Moderation.Report.TooQuick"]);
        if (!ModelState.IsValid) return Page();
        await reports.FileAsync(Text.What, Key, _audience, Input.Reason, clock.GetUtcNow().UtcDateTime, cancellation);
        Say(words["Moderation.Report.Done"]);
        return LocalRedirect(Back);
    }

    public override Task LoadAsync(CancellationToken cancellation)
    {
        if (fillTime.Read(Input.Shown) is null) Input.Shown = fillTime.Stamp();
        return Task.CompletedTask;
    }

    public override async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        if (ReportAddress.WhatOf(What) is not { } what) return false;
        _audience = (await PageReader.OfAsync(db, User, cancellation)).Audience;
        if (await reports.FindAsync(what, Key, _audience, cancellation) is not { } text) return false;
        Text = text;
        Back = what switch
        {
            PublicText.Listing => links.To("/MemberDirectory/Listing", ("slug", Key)),
            PublicText.Story => links.To("/Stories/Story", ("key", Key)),
            PublicText.Promise => links.To("/Promises/Promise", ("key", Key)),
            _ => links.To("/Promises/Promise", ("key", await db.Promises.Where(promise => promise.Updates.Any(update => update.Key == Key)).Select(promise => promise.Key).SingleAsync(cancellation))),
        };
        return true;
    }

    public override string FieldOf(string resourceKey) => resourceKey.StartsWith("Moderation.Reason", StringComparison.Ordinal) ? "Input.Reason" : "";

    public sealed class InputModel
    {
        public string? Reason { get; set; }

        /// <summary>When the form was first shown, sealed.</summary>
        public string? Shown { get; set; }

        /// <summary>Left empty by people, who do not see it.</summary>
        public string? Homepage { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(input => input.Reason).Needed("Moderation.Reason").AtMost(TextReport.ReasonMaxLength, "Moderation.Reason");
    }
}
