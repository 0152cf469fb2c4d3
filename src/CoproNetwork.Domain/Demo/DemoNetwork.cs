using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Domain.Places;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Demo;

/// <summary>
/// Fills a database with a network of made-up members in every state, the same for the same seed. Each batch is a whole
/// transaction: numbers, badges, listings, index and counts are as exact as if each had been approved by hand.
/// </summary>
public sealed class DemoNetwork(CoproDbContext db, BadgeAllocation badges, MemberNumbers numbers, AddressProtection addresses, SignUp signUp, DirectoryRebuild directory, NewsletterDesk newsletters)
{
    public const int DefaultSeed = 2026;

    public const int MaxMembers = 1_000_000;

    /// <summary>So many things one member may bring.</summary>
    public const int MostBrings = MemberDirectory.EntryEditing.MostOfOneMember - 1;

    /// <summary>The coordinator of a demonstration.</summary>
    public const string Coordinator = "coordinator@example.org";

    /// <summary>The first two members, who can always sign in.</summary>
    public const string WelshMember = "aelod@example.cymru";

    public const string EnglishMember = "member@example.org";

    private const int BatchSize = 1000;

    /// <summary>Whether someone in the database has an address outside of example.org and example.cymru, or may have had one before they left.</summary>
    public async Task<bool> HoldsRealMembersAsync(CancellationToken cancellation)
    {
        var made = db.Members.Where(m => m.EmailLikenessKey != null && (m.EmailLikenessKey.EndsWith("@example.org") || m.EmailLikenessKey.EndsWith("@example.cymru")));
        return await db.Members.AnyAsync(m => m.EmailLikenessKey != null && !m.EmailLikenessKey.EndsWith("@example.org") && !m.EmailLikenessKey.EndsWith("@example.cymru"), cancellation)
            || (await db.Members.AnyAsync(cancellation) && !await made.AnyAsync(cancellation));
    }

    /// <summary>Adds so many members, approved in the order of their coming.</summary>
    /// <param name="members">1 to <see cref="MaxMembers"/>.</param>
    /// <param name="seed">Decides everything that varies.</param>
    /// <param name="nowUtc">The last of them applied shortly before.</param>
    /// <param name="progress">Told how many are done after each batch.</param>
    /// <param name="brings">Things that each of them brings beyond what some bring anyway: 0 to <see cref="MostBrings"/>.</param>
    public async Task FillAsync(int members, int seed, DateTime nowUtc, Action<int>? progress, CancellationToken cancellation, int brings = 0)
    {
        var detect = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var maker = await PrepareAsync(members, seed, nowUtc, cancellation);
            var listings = await DemoListings.StartAsync(db, nowUtc, cancellation);
            for (var done = 0; done < members;)
            {
                var (from, count) = (done, Math.Min(BatchSize / (brings + 1) + 1, members - done));
                await db.InTransactionAsync(token => AddAsync([.. Enumerable.Range(from, count).Select(maker.Make)], listings, nowUtc, brings, last: from + count == members, token), cancellation);
                done += count;
                progress?.Invoke(done);
            }

            await directory.RunAsync(cancellation);
            await db.InTransactionAsync(async token =>
            {
                await DemoNewsletter.AddAsync(db, newsletters, nowUtc, token);
                db.ChangeTracker.DetectChanges();
            }, cancellation);
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.ChangeTracker.AutoDetectChangesEnabled = detect;
        }
    }

    private async Task<DemoMembers> PrepareAsync(int members, int seed, DateTime nowUtc, CancellationToken cancellation)
    {
        var there = await db.Members.CountAsync(cancellation);
        var lastUtc = await db.Members.MaxAsync(m => m.ApprovedAtUtc, cancellation);
        var principles = await db.PrinciplesVersions.OrderByDescending(version => version.Number).Select(version => version.Id).FirstAsync(cancellation);
        await SizeNextEditionAsync(members, cancellation);
        return new(seed, new DemoTimes(members, nowUtc, lastUtc), principles, there);
    }

    /// <summary>A large demonstration has one large second edition rather than hundreds of small ones.</summary>
    private async Task SizeNextEditionAsync(int members, CancellationToken cancellation)
    {
        if (members <= 2 * BadgeEdition.FirstCapacity) return;
        var upcoming = await db.BadgeEditions.Where(edition => edition.OpenedAtUtc == null).OrderBy(edition => edition.Number).FirstOrDefaultAsync(cancellation);
        upcoming?.SetCapacity(Math.Min(members, BadgeEdition.MaxCapacity));
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancellation);
    }

    private async Task AddAsync(List<DemoMember> batch, DemoListings listings, DateTime nowUtc, int brings, bool last, CancellationToken cancellation)
    {
        await ApproveAsync(batch, nowUtc, cancellation);
        foreach (var made in batch) AddApplication(made);
        await db.SaveChangesAsync(cancellation);
        for (var at = 0; at < batch.Count; at++) DemoEntries.Add(db, batch[at], waits: last && at >= batch.Count - 30, brings);
        await db.SaveChangesAsync(cancellation);
        await listings.AddAsync(batch, cancellation);
        await DemoWall.AddAsync(db, batch, cancellation);

        // So that there is something to press.
        if (last)
            foreach (var made in batch.Where(made => made.Fate == DemoFate.Unconfirmed).TakeLast(2)) signUp.QueueConfirmation(made.Member, MailTemplates.Confirm, nowUtc);
    }

    private void AddApplication(DemoMember made)
    {
        db.Add(made.Member);
        db.Add(made.Agreement);
        db.Add(made.CheckIn);
        if (made.Promise is not null) db.Add(made.Promise);
        if (made.Story is not null) db.Add(made.Story);
        if (made.Plan is not null) db.Add(made.Plan);
        db.AddRange(made.Requests);
        db.AddRange(made.MoreCheckIns);
        db.AddRange(made.Tasks);
        if (made.Member.ConfirmedEmailKey is not null) db.Add(Account.For(made.Member.Email!, made.Member));
    }

    private async Task ApproveAsync(List<DemoMember> batch, DateTime nowUtc, CancellationToken cancellation)
    {
        var approved = batch.Where(made => made.WasApproved).ToList();
        if (approved.Count == 0) return;
        var taken = await badges.TakeAsync(approved.Count, nowUtc, cancellation);
        var number = await numbers.TakeAsync(approved.Count, cancellation);
        db.ChangeTracker.Clear();
        foreach (var (made, badgeNumber) in approved.Zip(taken))
        {
            made.Member.Approve(number++, made.ApprovedAtUtc);
            made.Badge = Badge.Give(made.Member, badgeNumber.Edition, badgeNumber.Number, made.ApprovedAtUtc);
            made.Badge.ChooseNaming(made.Dice.Next(100) < 60);
            var posting = Send(made, made.Badge, nowUtc);
            if (made.Fate == DemoFate.Left)
            {
                made.Member.Leave(made.ApprovedAtUtc + (nowUtc - made.ApprovedAtUtc) / 2);
                made.Badge.StopNaming();
                posting.End();
            }

            else DemoFeedback.Live(made, nowUtc);
            db.Add(posting);
        }
    }

    /// <summary>The older the approval, the further the badge has come.</summary>
    private Posting Send(DemoMember made, Badge badge, DateTime nowUtc)
    {
        var posting = Posting.AskAddress(badge, made.ApprovedAtUtc);
        var (days, luck) = ((nowUtc - made.ApprovedAtUtc).TotalDays, made.Dice.Next(100));
        if (luck < (days > 60 ? 8 : 30)) return posting;
        posting.GiveAddress(addresses.Protect(MakeUpAddress(made.Member, made.Dice)), made.ApprovedAtUtc.AddDays(1));
        if (days <= 60 && luck < 75) return posting;
        posting.NotePrinted(made.ApprovedAtUtc.AddDays(6));
        if (days <= 60 && luck < 80) return posting;
        posting.NotePosted(made.ApprovedAtUtc.AddDays(7));
        if (luck == 99) posting.NoteReturned(made.ApprovedAtUtc.AddDays(20));
        else if (posting.PostedAtUtc < nowUtc - Posting.AddressKept) posting.EraseAddress();
        return posting;
    }

    private static PostalAddress MakeUpAddress(Member member, Dice dice)
    {
        var town = Gazetteer.FindPlace(member.PlaceId)?.NameEnglish ?? "Demo Town";
        return dice.Next(25) == 0
            ? PostalAddress.Abroad(member.Name, $"{dice.Next(1, 90)} Demo Street", null, "Demoville", "00000", "Demoland")
            : PostalAddress.InUnitedKingdom(member.Name, $"{dice.Next(1, 90)} Stryd Demo", null, town, $"ZZ{dice.Next(1, 99)} {dice.Next(1, 9)}ZZ");
    }
}
