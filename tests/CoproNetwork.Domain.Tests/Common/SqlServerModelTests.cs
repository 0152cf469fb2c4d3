using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Migrations.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CoproNetwork.Tests.Common;

/// <summary>What can be known of the SQL Server database without a server.</summary>
public sealed class SqlServerModelTests : IDisposable
{
    private const int LargestIndexKey = 1700;
    private const int LargestClusteredKey = 900;

    /// <summary>Texts without a largest length: what is encrypted or written as JSON from texts that have one, and what Identity and Data Protection keep.</summary>
    private static readonly string[] Unlimited =
    [
        "AspNetRoleClaims.ClaimType", "AspNetRoleClaims.ClaimValue", "AspNetRoles.ConcurrencyStamp",
        "AspNetUserClaims.ClaimType", "AspNetUserClaims.ClaimValue", "AspNetUserLogins.ProviderDisplayName", "AspNetUserTokens.Value",
        "AspNetUsers.ConcurrencyStamp", "AspNetUsers.PasswordHash", "AspNetUsers.SecurityStamp",
        "DataProtectionKeys.FriendlyName", "DataProtectionKeys.Xml",
        "JoinDrafts.ProtectedAnswers", "OutboxMails.ModelJson", "OutboxMails.ProtectedAddress", "OutboxMails.ProtectedToken",
    ];

    /// <summary>Identity's own: a credential's id may have 1023 bytes, those in use have a tenth of that.</summary>
    private const string LongerThanItsRows = "PK_AspNetUserPasskeys";

    private readonly CoproDbContext _db = DesignTime.Context(new SqlServerEngine("Server=localhost;Database=none"));

    [Fact]
    public void CreateScript_AsDacModel_HasNoErrors()
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var statement in Statements(_db.Database.GenerateCreateScript()).Where(statement => statement is not InsertStatement)) model.AddObjects(Text(statement));

        var errors = model.Validate().Where(message => message.MessageType == Microsoft.SqlServer.Dac.DacMessageType.Error);

        Assert.Empty(errors.Select(error => error.ToString()));
        Assert.Equal(Tables().Count(), model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).Count());
    }

    [Fact]
    public void MigrationScript_Idempotent_Parses() =>
        Assert.NotEmpty(Statements(_db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent)));

    /// <summary>What OPENJSON unpacks has the database's collation, and the server compares it with no column of another.</summary>
    [Fact]
    public void Words_LookedForAmongTerms_AreParametersOfTheirOwn() =>
        Assert.DoesNotContain("OPENJSON", Domain.MemberDirectory.DirectorySearch.ThereOf(_db, ["one", "two"]).ToQueryString(), StringComparison.Ordinal);

    [Fact]
    public void EmptyingScript_OfTheTests_Parses() => Assert.NotEmpty(Statements(TestEngine.EmptyScript()));

    [Fact]
    public void CascadingKeys_ReachNoTableTwice() => Assert.Empty(CascadePaths.Multiple(Tables()
        .SelectMany(table => table.ForeignKeyConstraints)
        .Where(key => key.OnDeleteAction is ReferentialAction.Cascade or ReferentialAction.SetNull or ReferentialAction.SetDefault)
        .Select(key => new Cascade(key.Table.Name, key.PrincipalTable.Name))));

    [Fact]
    public void CascadePaths_TwoWaysToOneTable_AreFound()
    {
        Cascade[] diamond = [new("Badges", "Members"), new("Postings", "Badges"), new("Postings", "Members")];
        Cascade[] circle = [new("A", "B"), new("B", "A")];
        Cascade[] tree = [new("Badges", "Members"), new("Postings", "Badges"), new("Notes", "Members")];

        Assert.Equal(["Members reaches Postings: Members > Postings and Members > Badges > Postings"], CascadePaths.Multiple(diamond).Select(Ordered));
        Assert.Equal(2, CascadePaths.Multiple(circle).Count);
        Assert.Empty(CascadePaths.Multiple(tree));

        static string Ordered(string line) => line.Replace("Members > Badges > Postings and Members > Postings", "Members > Postings and Members > Badges > Postings", StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_HaveALargestLength()
    {
        var unlimited = Tables().SelectMany(table => table.Columns)
            .Where(column => column.PropertyMappings.Any(mapping => mapping.Property is { ClrType: var type } property && type == typeof(string) && property.GetMaxLength() is null))
            .Select(column => $"{column.Table.Name}.{column.Name}");

        Assert.Equal(Unlimited.Order(StringComparer.Ordinal), unlimited.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void IndexKeys_FitIntoSqlServersLimit()
    {
        var keys = Tables().SelectMany(table => table.Indexes.Select(index => (index.Name, Bytes: index.Columns.Sum(Bytes), Largest: LargestIndexKey))
            .Concat(table.UniqueConstraints.Select(key => (key.Name, Bytes: key.Columns.Sum(Bytes), Largest: key == table.PrimaryKey ? LargestClusteredKey : LargestIndexKey))));

        Assert.Empty(keys.Where(key => key.Bytes > key.Largest && key.Name != LongerThanItsRows).Select(key => $"{key.Name}: {key.Bytes} bytes of {key.Largest}"));
    }

    public void Dispose() => _db.Dispose();

    private IEnumerable<ITable> Tables() => _db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables;

    private static int Bytes(IColumnBase column)
    {
        var mapping = ((IColumn)column).StoreTypeMapping;
        return mapping switch
        {
            { Size: { } size } => mapping.IsUnicode && mapping.ClrType == typeof(string) ? 2 * size : size,
            _ when mapping.ClrType == typeof(string) || mapping.ClrType == typeof(byte[]) => int.MaxValue / 100,
            _ => 16,
        };
    }

    /// <exception cref="Xunit.Sdk.XunitException">The script has a syntax error.</exception>
    private static IEnumerable<TSqlStatement> Statements(string script)
    {
        using var reader = new StringReader(script);
        var parsed = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}"));
        return parsed.Batches.SelectMany(batch => batch.Statements);
    }

    private static string Text(TSqlFragment fragment) => string.Concat(fragment.ScriptTokenStream
        .Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(token => token.Text));
}
