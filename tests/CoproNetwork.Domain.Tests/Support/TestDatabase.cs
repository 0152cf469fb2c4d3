using CoproNetwork.Domain;
using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Domain.Principles;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CoproNetwork.Tests;

/// <summary>The domain on a real database of its own (see <see cref="TestEngine"/>), with a clock that stands still until it is moved.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("copro-test-").FullName;
    private readonly TestEngine _test;
    private readonly ServiceProvider _services;

    private TestDatabase()
    {
        _test = new(_folder);
        var engine = _test.Engine;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IDatabaseEngine>(engine);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddDbContext<CoproDbContext>(engine.Configure);
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddSingleton<IMailTransport>(Mails);
        services.AddSingleton<IMailComposer, PlainComposer>();
        services.AddSingleton<INewsletterComposer, PlainNewsletters>();
        services.AddSingleton(new NewsletterPace(0));
        services.AddIdentityCore<Account>(IdentityStores.Configure).AddRoles<IdentityRole<long>>().AddEntityFrameworkStores<CoproDbContext>();
        services.AddDomain();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    /// <summary>Starts on 1 March 2027, 09:00 UTC.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero));

    public DateTime NowUtc => Clock.GetUtcNow().UtcDateTime;

    public MailBox Mails { get; } = new();

    public IServiceProvider Services => _services;

    public Given Given => new(_services, Clock);

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase();
        await using var scope = database._services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IDatabaseEngine>().MigrateAsync(scope.ServiceProvider.GetRequiredService<CoproDbContext>(), default);
        await scope.ServiceProvider.GetRequiredService<FirstData>().EnsureAsync(
            [.. Enumerable.Range(1, 5).Select(i => new PrincipleText($"Egwyddor {i}", $"Principle {i}", $"Testun {i}", $"Text {i}"))], database.NowUtc, default);
        return database;
    }

    /// <summary>Does something in a scope of its own.</summary>
    public async Task<T> DoAsync<TService, T>(Func<TService, Task<T>> deed) where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await deed(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task DoAsync<TService>(Func<TService, Task> deed) where TService : notnull => DoAsync<TService, bool>(async service =>
    {
        await deed(service);
        return true;
    });

    /// <summary>Looks with fresh eyes.</summary>
    public Task<T> SeeAsync<T>(Func<CoproDbContext, Task<T>> look) => DoAsync(look);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _test.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The domain's own tests do not read the words of mails.</summary>
    private sealed class PlainComposer : IMailComposer
    {
        public Task<ComposedMail> ComposeAsync(MailToCompose mail, CancellationToken cancellation) =>
            Task.FromResult(new ComposedMail(mail.Template, $"<p>{mail.Token}</p>", $"{mail.Token}"));
    }

    /// <inheritdoc cref="PlainComposer"/>
    private sealed class PlainNewsletters : INewsletterComposer
    {
        public Task<ComposedMail> ComposeAsync(NewsletterContent content, MailLanguage language, string name, MailExit leaving, string? slug, CancellationToken cancellation) =>
            Task.FromResult(new ComposedMail(content.Words.SubjectEnglish ?? "", "", string.Join('\n', content.Parts.SelectMany(part => part.Pieces).Select(piece => piece.Title))));
    }
}
