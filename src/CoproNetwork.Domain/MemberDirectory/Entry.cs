using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// Something in the directory that its editors describe: a project, a venue, a method, an organisation… or what a member's own listing says beyond the membership.
/// What is shown is its approved version; see <see cref="EntryRevision"/>. Loaded with its revisions wherever it is changed.
/// </summary>
public sealed class Entry : IVersioned
{
    public const int ReasonMaxLength = 1000;

    private readonly List<EntryRevision> _revisions = [];

    private Entry() { }

    public long Id { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>Random, for its address among its editors and at the desk.</summary>
    public string Key { get; private set; } = null!;

    /// <summary>The member whose own listing it is; null for everything else.</summary>
    public long? OwnMemberId { get; private set; }

    public ListingKind Kind { get; private set; }

    public DateTime MadeAtUtc { get; private set; }

    /// <summary>Its editors took it out of the directory; its words stay, and it can come back.</summary>
    public DateTime? ArchivedAtUtc { get; private set; }

    /// <summary>Set when a coordinator hid it.</summary>
    public DateTime? HiddenAtUtc { get; private set; }

    public string? HiddenReason { get; private set; }

    /// <summary>It was found to be the same as another, and is now part of that.</summary>
    public long? MergedIntoId { get; private set; }

    public DateTime? MergedAtUtc { get; private set; }

    public IReadOnlyList<EntryRevision> Revisions => _revisions;

    public bool IsOwn => OwnMemberId is not null;

    /// <summary>The approved version; null before the first approval.</summary>
    public EntryRevision? Shown => _revisions.SingleOrDefault(revision => revision.State == RevisionState.Shown);

    /// <summary>The version that waits for a coordinator.</summary>
    public EntryRevision? Waiting => _revisions.SingleOrDefault(revision => revision.State == RevisionState.Waiting);

    /// <summary>What its editors wrote last, shown or not.</summary>
    public EntryRevision Newest => Waiting ?? _revisions.MaxBy(revision => revision.Number)!;

    private int NextNumber => 1 + (_revisions.Count == 0 ? 0 : _revisions.Max(revision => revision.Number));

    /// <summary>May stand in the directory, as far as it itself decides.</summary>
    public bool MayBeListed => Shown is not null && ArchivedAtUtc is null && HiddenAtUtc is null && MergedIntoId is null;

    /// <summary>A thing that a member brings. Its first version waits for approval.</summary>
    /// <exception cref="DomainRuleException">A person lists only themselves; or as <see cref="EntryContent.Checked"/>.</exception>
    public static Entry Describe(ListingKind kind, EntryContent content, long byMemberId, DateTime nowUtc)
    {
        Rules.Must(ListingKinds.OfEntries.Contains(kind), "MemberDirectory.Entry.Kind.Required");
        var entry = new Entry { Key = RandomToken.Make(), Kind = kind, MadeAtUtc = nowUtc };
        entry.Edit(content, byMemberId, nowUtc);
        return entry;
    }

    /// <summary>What a member's own listing says. Its first version waits for approval; the listing without it stays.</summary>
    /// <exception cref="DomainRuleException">As <see cref="EntryContent.Checked"/>.</exception>
    public static Entry DescribeOwn(Member member, EntryContent content, DateTime nowUtc)
    {
        var entry = OfMember(member, nowUtc);
        entry.Edit(content, member.Id, nowUtc);
        return entry;
    }

    /// <summary>A member's own listing of which nothing is written yet: what others are merged into.</summary>
    internal static Entry OfMember(Member member, DateTime nowUtc) =>
        new() { Key = RandomToken.Make(), OwnMemberId = member.Id, Kind = member.Kind.Listed(), MadeAtUtc = nowUtc };

    /// <summary>A member's own listing is of the kind that the member is.</summary>
    internal void Follow(Member member) => Kind = member.Kind.Listed();

    /// <summary>The same, cleaned, as this may say it. An exact place from before it became of a kind that has none is kept: no form shows it, and it may become of another kind again.</summary>
    /// <exception cref="DomainRuleException">As <see cref="EntryContent.Checked"/>.</exception>
    internal EntryContent Checked(EntryContent content)
    {
        var fresh = content.Checked(Kind, IsOwn);
        return Kind.MayHaveExactPlace() || _revisions.Count == 0 ? fresh : fresh with { Exactly = Newest.Content.Exactly };
    }

    /// <summary>
    /// Shown at once, unless nothing was approved yet or links are added: then it waits, in the place of what waited before, and the last approved version stays.
    /// </summary>
    /// <returns>The new version; null when nothing is different.</returns>
    /// <exception cref="DomainRuleException">Merged into another; or as <see cref="EntryContent.Checked"/>.</exception>
    public EntryRevision? Edit(EntryContent content, long byMemberId, DateTime nowUtc)
    {
        Rules.Must(MergedIntoId is null, "MemberDirectory.Entry.Merged");
        var fresh = Checked(content);
        if (_revisions.Count > 0 && Newest.State is RevisionState.Shown or RevisionState.Waiting && Newest.Says(fresh)) return null;
        var (shown, waiting) = (Shown, Waiting);
        var waits = shown is null || fresh.AddsLinksTo(shown.Content);
        waiting?.Replace();
        if (!waits) shown!.Replace();
        var revision = EntryRevision.Write(this, NextNumber, fresh, waits, byMemberId, nowUtc);
        _revisions.Add(revision);
        return revision;
    }

    /// <summary>What waits is shown from now on.</summary>
    /// <exception cref="DomainRuleException">Nothing waits.</exception>
    public void Approve(DateTime nowUtc)
    {
        var waiting = Waiting ?? throw new DomainRuleException("MemberDirectory.Entry.NothingWaits");
        Shown?.Replace();
        waiting.Show(nowUtc);
    }

    /// <summary>What waits is not shown; the last approved version stays.</summary>
    /// <exception cref="DomainRuleException">Nothing waits, or the reason is missing or too long.</exception>
    public void Decline(string? reason, DateTime nowUtc) =>
        (Waiting ?? throw new DomainRuleException("MemberDirectory.Entry.NothingWaits")).Decline(Rules.Text(reason, ReasonMaxLength, "MemberDirectory.Entry.Reason"), nowUtc);

    public void Archive(DateTime nowUtc) => ArchivedAtUtc ??= nowUtc;

    public void BringBack() => ArchivedAtUtc = null;

    /// <exception cref="DomainRuleException">The reason is missing or too long.</exception>
    public void Hide(string? reason, DateTime nowUtc)
    {
        HiddenReason = Rules.Text(reason, ReasonMaxLength, "MemberDirectory.Entry.Reason");
        HiddenAtUtc = nowUtc;
    }

    public void ShowAgain() => (HiddenReason, HiddenAtUtc) = (null, null);

    /// <summary>This and the other are the same: this is what stays. What only the other says is taken over and shown at once, for a coordinator has just read both.</summary>
    /// <exception cref="DomainRuleException">The two are one already, or one of them is part of another.</exception>
    internal void TakeIn(Entry other, EntryContent together, DateTime nowUtc)
    {
        Rules.Must(other.Id != Id, "MemberDirectory.Merge.Same");
        Rules.Must(MergedIntoId is null && other.MergedIntoId is null, "MemberDirectory.Merge.Gone");
        (other.MergedIntoId, other.MergedAtUtc) = (Id, nowUtc);
        if (Shown?.Says(together) == true) return;
        Shown?.Replace();
        _revisions.Add(EntryRevision.Write(this, NextNumber, together, waits: false, byMemberId: null, nowUtc));
    }

    /// <summary>What was merged is itself again.</summary>
    internal void ComeApart() => (MergedIntoId, MergedAtUtc) = (null, null);
}

/// <summary>Someone who belongs to an entry. Everyone asked must say yes before they are an editor or named.</summary>
public sealed class EntryPerson
{
    private EntryPerson() { }

    public long Id { get; private set; }

    public long EntryId { get; private set; }

    public Entry Entry { get; private set; } = null!;

    public long MemberId { get; private set; }

    public Member Member { get; private set; } = null!;

    /// <summary>Null until they said yes.</summary>
    public DateTime? AgreedAtUtc { get; private set; }

    /// <summary>Their wish to be named on the entry's page; shown only while they are listed themselves.</summary>
    public bool IsNamed { get; private set; }

    public DateTime SinceUtc { get; private set; }

    /// <summary>Whoever wrote it.</summary>
    public static EntryPerson Maker(Entry entry, long memberId, bool isNamed, DateTime nowUtc) =>
        new() { Entry = entry, MemberId = memberId, AgreedAtUtc = nowUtc, IsNamed = isNamed, SinceUtc = nowUtc };

    /// <summary>Asked by an editor.</summary>
    public static EntryPerson Asked(Entry entry, long memberId, DateTime nowUtc) =>
        new() { Entry = entry, MemberId = memberId, SinceUtc = nowUtc };

    public void Agree(bool isNamed, DateTime nowUtc) => (AgreedAtUtc, IsNamed) = (AgreedAtUtc ?? nowUtc, isNamed);

    public void ChooseNaming(bool isNamed) => IsNamed = isNamed;
}

/// <summary>Where something was found before it was merged; leads to where it is now.</summary>
public sealed class FormerSlug
{
    private FormerSlug() { }

    public string Slug { get; private set; } = null!;

    public long EntryId { get; private set; }

    /// <summary>Whose own listing was found there; null for other things. It is made of their name, so it goes with them.</summary>
    public long? OfMemberId { get; private set; }

    public static FormerSlug Of(string slug, long entryId, long? ofMemberId) => new() { Slug = slug, EntryId = entryId, OfMemberId = ofMemberId };

    internal void LeadTo(long entryId, long? ofMemberId) => (EntryId, OfMemberId) = (entryId, ofMemberId);
}
