using CoproNetwork.Domain.Common;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Who may open a page.</summary>
public enum Access
{
    Public = 0,
    SignedIn = 1,
    Coordinator = 2,
}

/// <summary>A page with its path in each language, without the language itself; parameters as in route templates.</summary>
public sealed record SitePage(string Page, string English, string Welsh, Access Access = Access.Public)
{
    public string Path(SiteLanguage language) => language == SiteLanguage.Welsh ? Welsh : English;
}

/// <summary>Every page of the site: its addresses in both languages and who may open it. A page that is not here does not start.</summary>
public static class SitePages
{
    public static IReadOnlyList<SitePage> All { get; } =
    [
        new("/Home/Index", "", ""),
        new("/Joining/AboutYou", "join", "ymuno"),
        new("/Joining/YourLife", "join/your-life", "ymuno/eich-bywyd"),
        new("/Joining/Principles", "join/principles", "ymuno/egwyddorion"),
        new("/Joining/Promise", "join/promise", "ymuno/addewid"),
        new("/Joining/Story", "join/story", "ymuno/stori"),
        new("/Joining/Check", "join/check", "ymuno/gwirio"),
        new("/Joining/Sent", "join/sent", "ymuno/anfonwyd"),
        new("/Joining/StartAgain", "join/start-again", "ymuno/dechrau-eto"),
        new("/Joining/Confirm", "join/confirm", "ymuno/cadarnhau"),
        new("/Joining/Confirmed", "join/confirmed", "ymuno/cadarnhawyd"),
        new("/Principles/Index", "principles", "egwyddorion"),
        new("/Accounts/SignIn", "sign-in", "mewngofnodi"),
        new("/Accounts/Sent", "sign-in/sent", "mewngofnodi/anfonwyd"),
        new("/Accounts/Link", "sign-in/link", "mewngofnodi/dolen"),
        new("/Accounts/SignOut", "sign-out", "allgofnodi"),
        new("/Members/Me", "me", "fi", Access.SignedIn),
        new("/Members/Details", "me/details", "fi/manylion", Access.SignedIn),
        new("/Members/Email", "me/email", "fi/e-bost", Access.SignedIn),
        new("/Members/NewEmail", "new-email", "e-bost-newydd"),
        new("/Members/Promise", "me/promise", "fi/addewid", Access.SignedIn),
        new("/Members/Story", "me/story", "fi/stori", Access.SignedIn),
        new("/Members/Visibility", "me/visibility", "fi/gwelededd", Access.SignedIn),
        new("/Members/Address", "me/address", "fi/cyfeiriad", Access.SignedIn),
        new("/Members/Update", "me/update", "fi/diweddariad", Access.SignedIn),
        new("/Members/Asking", "me/asking", "fi/gofyn", Access.SignedIn),
        new("/MemberDirectory/Mine/Index", "me/listings", "fi/rhestriadau", Access.SignedIn),
        new("/MemberDirectory/Mine/New", "me/listings/new", "fi/rhestriadau/newydd", Access.SignedIn),
        new("/MemberDirectory/Mine/Edit", "me/listings/{key}", "fi/rhestriadau/{key}", Access.SignedIn),
        new("/MemberDirectory/Mine/People", "me/listings/{key}/people", "fi/rhestriadau/{key}/pobl", Access.SignedIn),
        new("/Members/Leave", "me/leave", "fi/gadael", Access.SignedIn),
        new("/Members/Left", "left", "wedi-gadael"),
        new("/Feedback/Answer", "feedback", "adborth"),
        new("/Feedback/Choices", "feedback/choices", "adborth/dewisiadau"),
        new("/Feedback/Leave", "feedback/leave", "adborth/gadael"),
        new("/Promises/Index", "promises", "addewidion"),
        new("/Promises/Feed", "promises/feed", "addewidion/ffrwd"),
        new("/Promises/Reply", "promises/reply", "addewidion/ateb"),
        new("/Promises/Promise", "promises/{key}", "addewidion/{key}"),
        new("/Promises/Message", "promises/{key}/message", "addewidion/{key}/neges", Access.SignedIn),
        new("/Stories/Index", "stories", "straeon"),
        new("/Stories/Feed", "stories/feed", "straeon/ffrwd"),
        new("/Stories/Story", "stories/{key}", "straeon/{key}"),
        new("/Moderation/Report", "report", "adrodd"),
        new("/Badges/Address", "badge-address", "cyfeiriad-bathodyn"),
        new("/Badges/Badge", "badges/{edition:int}/{number:int}", "bathodynnau/{edition:int}/{number:int}"),
        new("/MemberDirectory/Index", "directory", "cyfeiriadur"),
        new("/MemberDirectory/Map", "directory/map", "cyfeiriadur/map"),
        new("/MemberDirectory/Points", "directory/points", "cyfeiriadur/pwyntiau"),
        new("/MemberDirectory/Embed", "directory/embed", "cyfeiriadur/mewnosod"),
        new("/MemberDirectory/Listing", "directory/{slug}", "cyfeiriadur/{slug}"),
        new("/MemberDirectory/Check", "listing-check", "gwirio-rhestriad"),
        new("/Newsletters/Index", "news", "newyddion"),
        new("/Newsletters/Feed", "news/feed", "newyddion/ffrwd"),
        new("/Newsletters/Asked", "news/asked", "newyddion/gofynnwyd"),
        new("/Newsletters/Confirm", "news/confirm", "newyddion/cadarnhau"),
        new("/Newsletters/Issue", "news/{slug}", "newyddion/{slug}"),
        new("/Newsletters/Unsubscribe", "unsubscribe", "dad-danysgrifio"),
        new("/Newsletters/Choices", "mail-choices", "dewisiadau-post"),
        new("/OpenData/Index", "open-data", "data-agored"),
        new("/Privacy/Index", "privacy", "preifatrwydd"),
        new("/Accessibility/Index", "accessibility", "hygyrchedd"),
        new("/Contact/Index", "contact", "cysylltu"),
        new("/Errors/Status", "error/{code:int}", "gwall/{code:int}"),
        new("/Desk/Index", "desk", "desg", Access.Coordinator),
        new("/Desk/Applications/Index", "desk/applications", "desg/ceisiadau", Access.Coordinator),
        new("/Desk/Applications/Paper", "desk/applications/paper", "desg/ceisiadau/papur", Access.Coordinator),
        new("/Desk/Applications/Application", "desk/applications/{key}", "desg/ceisiadau/{key}", Access.Coordinator),
        new("/Desk/Members/Index", "desk/members", "desg/aelodau", Access.Coordinator),
        new("/Desk/Members/Member", "desk/members/{key}", "desg/aelodau/{key}", Access.Coordinator),
        new("/Desk/Badges/Index", "desk/badges", "desg/bathodynnau", Access.Coordinator),
        new("/Desk/Badges/Labels", "desk/badges/labels", "desg/bathodynnau/labeli", Access.Coordinator),
        new("/Desk/Badges/Address", "desk/badges/{key}/address", "desg/bathodynnau/{key}/cyfeiriad", Access.Coordinator),
        new("/Desk/Feedback/Index", "desk/feedback", "desg/adborth", Access.Coordinator),
        new("/Desk/Feedback/Words", "desk/feedback/words", "desg/adborth/geiriau", Access.Coordinator),
        new("/Desk/Tasks/Index", "desk/tasks", "desg/tasgau", Access.Coordinator),
        new("/Desk/Tasks/Task", "desk/tasks/{key}", "desg/tasgau/{key}", Access.Coordinator),
        new("/Desk/Reports/Index", "desk/reports", "desg/adroddiadau", Access.Coordinator),
        new("/Desk/Reports/Report", "desk/reports/{key}", "desg/adroddiadau/{key}", Access.Coordinator),
        new("/Desk/Listings/Index", "desk/listings", "desg/rhestriadau", Access.Coordinator),
        new("/Desk/Listings/Merge", "desk/listings/merge", "desg/rhestriadau/uno", Access.Coordinator),
        new("/Desk/Listings/Entry", "desk/listings/{key}", "desg/rhestriadau/{key}", Access.Coordinator),
        new("/Desk/Newsletters/Index", "desk/newsletters", "desg/cylchlythyrau", Access.Coordinator),
        new("/Desk/Newsletters/Issue", "desk/newsletters/{key}", "desg/cylchlythyrau/{key}", Access.Coordinator),
        new("/Desk/Newsletters/Preview", "desk/newsletters/{key}/preview", "desg/cylchlythyrau/{key}/rhagolwg", Access.Coordinator),
        new("/Desk/Newsletters/Mail", "desk/newsletters/{key}/mail", "desg/cylchlythyrau/{key}/neges", Access.Coordinator),
        new("/Desk/Principles/Index", "desk/principles", "desg/egwyddorion", Access.Coordinator),
        new("/Desk/Settings/Index", "desk/settings", "desg/gosodiadau", Access.Coordinator),
        new("/Desk/Mail/Index", "desk/mail", "desg/post", Access.Coordinator),
    ];

    private static readonly Dictionary<string, SitePage> ByPage = All.ToDictionary(page => page.Page, StringComparer.Ordinal);

    public static SitePage? Find(string page) => ByPage.GetValueOrDefault(page);

    public static string Prefix(SiteLanguage language) => language == SiteLanguage.Welsh ? "cy" : "en";
}
