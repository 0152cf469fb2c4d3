using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoproNetwork.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Directory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ListingCounts");

            migrationBuilder.DropTable(
                name: "ListingTerms");

            migrationBuilder.DropTable(
                name: "TermBlocks");

            migrationBuilder.CreateTable(
                name: "SearchTerms",
                columns: table => new
                {
                    Term = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Block = table.Column<int>(type: "INTEGER", nullable: false),
                    Tier = table.Column<int>(type: "INTEGER", nullable: false),
                    Bits = table.Column<byte[]>(type: "BLOB", maxLength: 8192, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchTerms", x => new { x.Term, x.Block, x.Tier });
                });

            migrationBuilder.DropIndex(
                name: "IX_Listings_ListedAtUtc_Id",
                table: "Listings");

            migrationBuilder.DropIndex(
                name: "IX_Listings_MemberId",
                table: "Listings");

            migrationBuilder.AddColumn<string>(
                name: "LicenceAddress",
                table: "MembershipSettings",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LicenceEnglish",
                table: "MembershipSettings",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LicenceWelsh",
                table: "MembershipSettings",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AskedAtUtc",
                table: "Listings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CheckAtUtc",
                table: "Listings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Latitude",
                table: "Listings",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LikenessKey",
                table: "Listings",
                type: "TEXT",
                maxLength: 140,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Links",
                table: "Listings",
                type: "TEXT",
                maxLength: 1505,
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Longitude",
                table: "Listings",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NameWelsh",
                table: "Listings",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Offers",
                table: "Listings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "OpenToVisits",
                table: "Listings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "RightAtUtc",
                table: "Listings",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "StaleSinceUtc",
                table: "Listings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SummaryEnglish",
                table: "Listings",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SummaryWelsh",
                table: "Listings",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Themes",
                table: "Listings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "DirectoryStates",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    IndexedBy = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DirectoryStates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DistinctPairs",
                columns: table => new
                {
                    LowListingId = table.Column<long>(type: "INTEGER", nullable: false),
                    HighListingId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DistinctPairs", x => new { x.LowListingId, x.HighListingId });
                });

            migrationBuilder.CreateTable(
                name: "Entries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 22, nullable: false),
                    OwnMemberId = table.Column<long>(type: "INTEGER", nullable: true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ArchivedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    HiddenAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    HiddenReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    MergedIntoId = table.Column<long>(type: "INTEGER", nullable: true),
                    MergedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Entries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Entries_Entries_MergedIntoId",
                        column: x => x.MergedIntoId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Entries_Members_OwnMemberId",
                        column: x => x.OwnMemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FilterBlocks",
                columns: table => new
                {
                    Block = table.Column<int>(type: "INTEGER", nullable: false),
                    Term = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Bits = table.Column<byte[]>(type: "BLOB", maxLength: 8192, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FilterBlocks", x => new { x.Block, x.Term });
                });

            migrationBuilder.CreateTable(
                name: "ListingBlocks",
                columns: table => new
                {
                    Block = table.Column<int>(type: "INTEGER", nullable: false),
                    Stamp = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ListingBlocks", x => x.Block);
                });

            migrationBuilder.CreateTable(
                name: "NameSlices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Language = table.Column<int>(type: "INTEGER", nullable: false),
                    FromKey = table.Column<string>(type: "TEXT", maxLength: 65, nullable: false),
                    FromId = table.Column<long>(type: "INTEGER", nullable: false),
                    Ids = table.Column<byte[]>(type: "BLOB", maxLength: 16384, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NameSlices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EntryPeople",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EntryId = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    AgreedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsNamed = table.Column<bool>(type: "INTEGER", nullable: false),
                    SinceUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EntryPeople", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EntryPeople_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_EntryPeople_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "EntryRevisions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EntryId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ByMemberId = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DeclineReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    NameWelsh = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    NameEnglish = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    SummaryWelsh = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    SummaryEnglish = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Themes = table.Column<int>(type: "INTEGER", nullable: false),
                    Offers = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenToVisits = table.Column<bool>(type: "INTEGER", nullable: false),
                    Links = table.Column<string>(type: "TEXT", maxLength: 1505, nullable: true),
                    PlaceId = table.Column<int>(type: "INTEGER", nullable: true),
                    AreaCode = table.Column<string>(type: "TEXT", maxLength: 9, nullable: true),
                    OutsideWales = table.Column<bool>(type: "INTEGER", nullable: false),
                    Latitude = table.Column<double>(type: "REAL", nullable: true),
                    Longitude = table.Column<double>(type: "REAL", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EntryRevisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EntryRevisions_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FormerSlugs",
                columns: table => new
                {
                    Slug = table.Column<string>(type: "TEXT", maxLength: 140, nullable: false),
                    EntryId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormerSlugs", x => x.Slug);
                    table.ForeignKey(
                        name: "FK_FormerSlugs_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            // In words of its own: to add a foreign key EF would build the table anew, in several transactions.
            migrationBuilder.Sql("ALTER TABLE \"Listings\" ADD COLUMN \"EntryId\" INTEGER NULL CONSTRAINT \"FK_Listings_Entries_EntryId\" REFERENCES \"Entries\" (\"Id\") ON DELETE RESTRICT;");

            migrationBuilder.CreateIndex(
                name: "IX_Listings_CheckAtUtc_Id",
                table: "Listings",
                columns: new[] { "CheckAtUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Listings_EntryId",
                table: "Listings",
                column: "EntryId",
                unique: true,
                filter: "\"EntryId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Listings_EntryId_ListedAtUtc_Id",
                table: "Listings",
                columns: new[] { "EntryId", "ListedAtUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Listings_LikenessKey_Id",
                table: "Listings",
                columns: new[] { "LikenessKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Listings_MemberId_Own",
                table: "Listings",
                column: "MemberId",
                unique: true,
                filter: "\"EntryId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SearchTerms_Block",
                table: "SearchTerms",
                column: "Block");

            migrationBuilder.CreateIndex(
                name: "IX_DistinctPairs_HighListingId",
                table: "DistinctPairs",
                column: "HighListingId");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_Key",
                table: "Entries",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Entries_MergedIntoId",
                table: "Entries",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_OwnMemberId",
                table: "Entries",
                column: "OwnMemberId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EntryPeople_EntryId_MemberId",
                table: "EntryPeople",
                columns: new[] { "EntryId", "MemberId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EntryPeople_MemberId",
                table: "EntryPeople",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_EntryRevisions_ByMemberId",
                table: "EntryRevisions",
                column: "ByMemberId");

            migrationBuilder.CreateIndex(
                name: "IX_EntryRevisions_EntryId_Number",
                table: "EntryRevisions",
                columns: new[] { "EntryId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EntryRevisions_EntryId_State",
                table: "EntryRevisions",
                columns: new[] { "EntryId", "State" },
                unique: true,
                filter: "\"State\" <= 2");

            migrationBuilder.CreateIndex(
                name: "IX_EntryRevisions_State_MadeAtUtc_Id",
                table: "EntryRevisions",
                columns: new[] { "State", "MadeAtUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_FormerSlugs_EntryId",
                table: "FormerSlugs",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_NameSlices_Language_FromKey_FromId",
                table: "NameSlices",
                columns: new[] { "Language", "FromKey", "FromId" },
                unique: true);

            // What stands there was right when it was listed. The index and the likeness of names are made at the next start.
            migrationBuilder.Sql("UPDATE \"Listings\" SET \"RightAtUtc\" = \"ListedAtUtc\", \"CheckAtUtc\" = strftime('%Y-%m-%d %H:%M:%f', \"ListedAtUtc\", '+1 year'), \"Themes\" = CASE WHEN \"Theme\" IS NULL THEN 0 ELSE 1 << \"Theme\" END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SearchTerms");

            migrationBuilder.CreateTable(
                name: "TermBlocks",
                columns: table => new
                {
                    Term = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Block = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<int>(type: "INTEGER", nullable: false),
                    Bits = table.Column<byte[]>(type: "BLOB", maxLength: 2048, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TermBlocks", x => new { x.Term, x.Block });
                });

            migrationBuilder.DropTable(
                name: "DirectoryStates");

            migrationBuilder.DropTable(
                name: "DistinctPairs");

            migrationBuilder.DropTable(
                name: "EntryPeople");

            migrationBuilder.DropTable(
                name: "EntryRevisions");

            migrationBuilder.DropTable(
                name: "FilterBlocks");

            migrationBuilder.DropTable(
                name: "FormerSlugs");

            migrationBuilder.DropTable(
                name: "ListingBlocks");

            migrationBuilder.DropTable(
                name: "NameSlices");

            migrationBuilder.DropTable(
                name: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Listings_CheckAtUtc_Id",
                table: "Listings");

            migrationBuilder.DropIndex(
                name: "IX_Listings_EntryId",
                table: "Listings");

            migrationBuilder.DropIndex(
                name: "IX_Listings_EntryId_ListedAtUtc_Id",
                table: "Listings");

            migrationBuilder.DropIndex(
                name: "IX_Listings_LikenessKey_Id",
                table: "Listings");

            migrationBuilder.DropIndex(
                name: "IX_Listings_MemberId_Own",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "LicenceAddress",
                table: "MembershipSettings");

            migrationBuilder.DropColumn(
                name: "LicenceEnglish",
                table: "MembershipSettings");

            migrationBuilder.DropColumn(
                name: "LicenceWelsh",
                table: "MembershipSettings");

            migrationBuilder.DropColumn(
                name: "AskedAtUtc",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "CheckAtUtc",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "EntryId",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "Latitude",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "LikenessKey",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "Links",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "Longitude",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "NameWelsh",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "Offers",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "OpenToVisits",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "RightAtUtc",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "StaleSinceUtc",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "SummaryEnglish",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "SummaryWelsh",
                table: "Listings");

            migrationBuilder.DropColumn(
                name: "Themes",
                table: "Listings");

            migrationBuilder.CreateTable(
                name: "ListingCounts",
                columns: table => new
                {
                    Term = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ListingCounts", x => x.Term);
                    table.CheckConstraint("CK_ListingCounts_Count", "\"Count\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "ListingTerms",
                columns: table => new
                {
                    Term = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ListingId = table.Column<long>(type: "INTEGER", nullable: false),
                    RankEnglish = table.Column<string>(type: "TEXT", maxLength: 66, nullable: false),
                    RankWelsh = table.Column<string>(type: "TEXT", maxLength: 66, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ListingTerms", x => new { x.Term, x.ListingId });
                    table.ForeignKey(
                        name: "FK_ListingTerms_Listings_ListingId",
                        column: x => x.ListingId,
                        principalTable: "Listings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Listings_ListedAtUtc_Id",
                table: "Listings",
                columns: new[] { "ListedAtUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Listings_MemberId",
                table: "Listings",
                column: "MemberId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ListingTerms_ListingId",
                table: "ListingTerms",
                column: "ListingId");

            migrationBuilder.CreateIndex(
                name: "IX_ListingTerms_Term_RankEnglish_ListingId",
                table: "ListingTerms",
                columns: new[] { "Term", "RankEnglish", "ListingId" });

            migrationBuilder.CreateIndex(
                name: "IX_ListingTerms_Term_RankWelsh_ListingId",
                table: "ListingTerms",
                columns: new[] { "Term", "RankWelsh", "ListingId" });
        }
    }
}
