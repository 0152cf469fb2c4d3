using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>The Membership Form that this browser is filling in: a random cookie, and its draft on the server. Opened first, then read.</summary>
public sealed class JoinForm(IHttpContextAccessor accessor, CoproDbContext db, JoinDrafts drafts, SiteSettings site, TimeProvider clock)
{
    public const string CookieName = "copro-join";
    private OpenDraft? _draft;
    private string? _firstToken;
    private PrinciplesVersion? _principles;

    /// <summary>A form is begun and not sent.</summary>
    public bool IsBegun => _draft is { Sent: false };

    /// <summary>The form was sent from this browser in the last days.</summary>
    public bool IsSent => _draft is { Sent: true };

    /// <summary>What was answered so far; nothing when no form is begun.</summary>
    public JoinAnswers Answers => IsBegun ? _draft!.Answers : new();

    /// <summary>The version to agree to.</summary>
    public PrinciplesVersion Principles => _principles ?? throw new InvalidOperationException("Open the form first.");

    public JoinStepInfo FirstUnfinished => JoinSteps.FirstUnfinished(Answers, Principles.Id);

    /// <summary>The draft's key; a cookie that leads to no draft is none.</summary>
    public string? Token => _draft is null ? null : Cookie;

    private HttpContext Http => accessor.HttpContext!;

    private string? Cookie => Http.Request.Cookies[CookieName] is { Length: RandomToken.Length } token ? token : null;

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    /// <summary>A form that is begun now gets its token from the seal of the page that began it: two presses on one page are one form.</summary>
    public void BeginBy(string seal) => _firstToken = RandomToken.Of(seal);

    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (_principles is not null) return;
        _principles = await db.CurrentPrinciplesAsync(cancellation);
        _draft = await drafts.FindAsync(Cookie, NowUtc, cancellation);
    }

    /// <summary>As it is now, whatever this request has read or tried to keep before.</summary>
    public Task ReopenAsync(CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        _principles = null;
        return OpenAsync(cancellation);
    }

    /// <summary>Keeps the answers for seven days more. A token that came from outside is never given a draft.</summary>
    public async Task KeepAsync(JoinAnswers answers, CancellationToken cancellation)
    {
        var token = IsBegun ? Cookie! : _firstToken ?? RandomToken.Make();
        await drafts.KeepAsync(token, answers, NowUtc, cancellation);
        _draft = new(answers, _draft?.StartedAtUtc ?? NowUtc, Sent: false);
        Http.Response.Cookies.Append(CookieName, token, Options(JoinDraft.Kept));
    }

    /// <summary>Whether another request has sent the form meanwhile.</summary>
    public async Task<bool> WasSentAsync(CancellationToken cancellation)
    {
        await ReopenAsync(cancellation);
        return IsSent;
    }

    /// <summary>Nothing of the form is left, neither here nor in the browser.</summary>
    public async Task EraseAsync(CancellationToken cancellation)
    {
        if (Cookie is { } token) await drafts.EraseAsync(token, cancellation);
        _draft = null;
        Http.Response.Cookies.Delete(CookieName, Options(null));
    }

    private CookieOptions Options(TimeSpan? lasts) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = site.IsHttps,
        MaxAge = lasts,
    };
}
