using System.Data.Common;
using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace CoproNetwork.Domain;

/// <summary>The network's database, on SQLite or SQL Server.</summary>
public sealed class CoproDbContext(DbContextOptions<CoproDbContext> options)
    : IdentityDbContext<Account, IdentityRole<long>, long>(options), IDataProtectionKeyContext
{
    private const int MostRuns = 3;

    public DbSet<Member> Members => Set<Member>();
    public DbSet<MemberNote> MemberNotes => Set<MemberNote>();
    public DbSet<MembershipSettings> MembershipSettings => Set<MembershipSettings>();
    public DbSet<MemberNumberCounter> MemberNumberCounters => Set<MemberNumberCounter>();
    public DbSet<PrinciplesVersion> PrinciplesVersions => Set<PrinciplesVersion>();
    public DbSet<Agreement> Agreements => Set<Agreement>();
    public DbSet<Promise> Promises => Set<Promise>();
    public DbSet<PromiseUpdate> PromiseUpdates => Set<PromiseUpdate>();
    public DbSet<PromiseCard> PromiseCards => Set<PromiseCard>();
    public DbSet<PromiseCount> PromiseCounts => Set<PromiseCount>();
    public DbSet<PromiseMessage> PromiseMessages => Set<PromiseMessage>();
    public DbSet<Story> Stories => Set<Story>();
    public DbSet<StoryCard> StoryCards => Set<StoryCard>();
    public DbSet<CheckIn> CheckIns => Set<CheckIn>();
    public DbSet<FeedbackPlan> FeedbackPlans => Set<FeedbackPlan>();
    public DbSet<FeedbackRequest> FeedbackRequests => Set<FeedbackRequest>();
    public DbSet<FeedbackNudge> FeedbackNudges => Set<FeedbackNudge>();
    public DbSet<StuckTask> StuckTasks => Set<StuckTask>();
    public DbSet<StuckTaskNote> StuckTaskNotes => Set<StuckTaskNote>();
    public DbSet<ActiveMonth> ActiveMonths => Set<ActiveMonth>();
    public DbSet<SayChange> SayChanges => Set<SayChange>();
    public DbSet<TextReport> TextReports => Set<TextReport>();
    public DbSet<BadgeEdition> BadgeEditions => Set<BadgeEdition>();
    public DbSet<Badge> Badges => Set<Badge>();
    public DbSet<Posting> Postings => Set<Posting>();
    public DbSet<Listing> Listings => Set<Listing>();
    public DbSet<Entry> Entries => Set<Entry>();
    public DbSet<EntryRevision> EntryRevisions => Set<EntryRevision>();
    public DbSet<EntryPerson> EntryPeople => Set<EntryPerson>();
    public DbSet<DistinctPair> DistinctPairs => Set<DistinctPair>();
    public DbSet<FormerSlug> FormerSlugs => Set<FormerSlug>();
    public DbSet<TermBlock> TermBlocks => Set<TermBlock>();
    public DbSet<FilterBlock> FilterBlocks => Set<FilterBlock>();
    public DbSet<ListingBlock> ListingBlocks => Set<ListingBlock>();
    public DbSet<NameSlice> NameSlices => Set<NameSlice>();
    public DbSet<DirectoryState> DirectoryStates => Set<DirectoryState>();
    public DbSet<NewsletterIssue> NewsletterIssues => Set<NewsletterIssue>();
    public DbSet<NewsletterItem> NewsletterItems => Set<NewsletterItem>();
    public DbSet<NewsletterDelivery> NewsletterDeliveries => Set<NewsletterDelivery>();
    public DbSet<Subscriber> Subscribers => Set<Subscriber>();
    public DbSet<ReaderKey> ReaderKeys => Set<ReaderKey>();
    public DbSet<ListExit> ListExits => Set<ListExit>();
    public DbSet<MailBounce> MailBounces => Set<MailBounce>();
    public DbSet<MailedLink> MailedLinks => Set<MailedLink>();
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();
    public DbSet<JoinDraft> JoinDrafts => Set<JoinDraft>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<Lease> Leases => Set<Lease>();
    public DbSet<PublicVersion> PublicVersions => Set<PublicVersion>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>The Identity schema that holds passkeys.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <summary>
    /// Does the work, saves once and commits, inside the engine's execution strategy. The work may run again from its start,
    /// so it loads what it changes itself: where a unique index refuses, someone else was faster, and the next run sees what
    /// they wrote. Inside another such call it joins that transaction.
    /// </summary>
    /// <param name="onWhatIsThere">Where someone else saved meanwhile, the work is done again on what they left, rather than refused.</param>
    public async Task<T> InTransactionAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation, bool onWhatIsThere = false)
    {
        if (Database.CurrentTransaction is not null) return await WorkAndSaveAsync(work, cancellation);
        for (var run = 1; ; run++)
        {
            try
            {
                return await Database.CreateExecutionStrategy().ExecuteAsync(token => RunAsync(work, token), cancellation);
            }
            catch (DbUpdateException refused) when (run < MostRuns && (onWhatIsThere || refused is not DbUpdateConcurrencyException))
            {
                continue;
            }
        }
    }

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        ChangeTracker.Clear();
        await using var transaction = await Database.BeginTransactionAsync(cancellation);
        var result = await WorkAndSaveAsync(work, cancellation);
        await transaction.CommitAsync(cancellation);
        return result;
    }

    public Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellation, bool onWhatIsThere = false) =>
        InTransactionAsync(async token =>
        {
            await work(token);
            return true;
        }, cancellation, onWhatIsThere);

    /// <summary>Keeps one connection open until it is closed or the context ends, for several queries in a row: opening one costs more than a short query.</summary>
    public Task OpenAsync(CancellationToken cancellation) => Database.CreateExecutionStrategy().ExecuteAsync(Database.OpenConnectionAsync, cancellation);

    /// <summary>
    /// Whether a migration is to be run. Asked first at each start, in plain words to the history table: running none takes far
    /// longer than seeing that there is none. True also where there is no such table or database yet.
    /// </summary>
    public async Task<bool> IsBehindAsync(CancellationToken cancellation)
    {
        try
        {
            return this.GetService<IMigrationsAssembly>().Migrations.Keys.Except(await AppliedAsync(cancellation)).Any();
        }
        catch (DbException)
        {
            return true;
        }
    }

    private async Task<List<string>> AppliedAsync(CancellationToken cancellation)
    {
        await Database.OpenConnectionAsync(cancellation);
        try
        {
            var words = this.GetService<ISqlGenerationHelper>();
            await using var command = Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT {words.DelimitIdentifier("MigrationId")} FROM {words.DelimitIdentifier(HistoryRepository.DefaultTableName)}";
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var applied = new List<string>();
            while (await reader.ReadAsync(cancellation)) applied.Add(reader.GetString(0));
            return applied;
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        StampVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        StampVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>SQL Server: texts have collations, and it compares no two of different ones.</summary>
    internal bool HasCollations => Database.ProviderName?.EndsWith("SqlServer", StringComparison.Ordinal) == true;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CoproDbContext).Assembly);

        // Erasure is always said aloud; and SQL Server refuses several cascade paths to one table.
        foreach (var key in builder.Model.GetEntityTypes().Where(type => type.ClrType.Assembly == typeof(CoproDbContext).Assembly).SelectMany(type => type.GetForeignKeys()))
            if (!key.IsOwnership) key.DeleteBehavior = DeleteBehavior.Restrict;
        foreach (var version in builder.Model.GetEntityTypes().Where(type => typeof(IVersioned).IsAssignableFrom(type.ClrType)).Select(type => type.FindProperty(nameof(IVersioned.Version))!))
            version.IsConcurrencyToken = true;
        OrdinalText.Apply(builder.Model, HasCollations ? "Latin1_General_100_BIN2" : null);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
    }

    private async Task<T> WorkAndSaveAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        var result = await work(cancellation);
        await SaveChangesAsync(cancellation);
        return result;
    }

    /// <summary>Every cached page is stale once this transaction is through: for changes of what the public sees that no <see cref="IPublicContent"/> tells.</summary>
    public void TouchPublic() => TouchPublicVersion();

    private void StampVersions()
    {
        var publicChange = false;
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            if (entry.Entity is IVersioned && entry.State != EntityState.Deleted) entry.Property(nameof(IVersioned.Version)).CurrentValue = Guid.NewGuid();
            publicChange |= entry.Entity is IPublicContent;
        }

        if (publicChange) TouchPublicVersion();
    }

    private void TouchPublicVersion()
    {
        foreach (var old in ChangeTracker.Entries<PublicVersion>().ToList())
            if (old.State == EntityState.Added) return;
            else old.State = EntityState.Detached;
        Entry(PublicVersion.Fresh()).State = EntityState.Modified;
    }
}
