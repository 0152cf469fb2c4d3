using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoproNetwork.Migrations.SqlServer.Migrations
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
                    Term = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Block = table.Column<int>(type: "int", nullable: false),
                    Tier = table.Column<int>(type: "int", nullable: false),
                    Bits = table.Column<byte[]>(type: "varbinary(max)", maxLength: 8192, nullable: false)
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
                type: "nvarchar(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LicenceEnglish",
                table: "MembershipSettings",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LicenceWelsh",
                table: "MembershipSettings",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AskedAtUtc",
                table: "Listings",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CheckAtUtc",
                table: "Listings",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EntryId",
                table: "Listings",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Latitude",
                table: "Listings",
                type: "float",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LikenessKey",
                table: "Listings",
                type: "nvarchar(140)",
                maxLength: 140,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Links",
                table: "Listings",
                type: "nvarchar(1505)",
                maxLength: 1505,
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Longitude",
                table: "Listings",
                type: "float",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NameWelsh",
                table: "Listings",
                type: "nvarchar(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Offers",
                table: "Listings",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "OpenToVisits",
                table: "Listings",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "RightAtUtc",
                table: "Listings",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "StaleSinceUtc",
                table: "Listings",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SummaryEnglish",
                table: "Listings",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SummaryWelsh",
                table: "Listings",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Themes",
                table: "Listings",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "DirectoryStates",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    IndexedBy = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DirectoryStates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DistinctPairs",
                columns: table => new
                {
                    LowListingId = table.Column<long>(type: "bigint", nullable: false),
                    HighListingId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DistinctPairs", x => new { x.LowListingId, x.HighListingId });
                });

            migrationBuilder.CreateTable(
                name: "Entries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(22)", maxLength: 22, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OwnMemberId = table.Column<long>(type: "bigint", nullable: true),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    MadeAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ArchivedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    HiddenAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    HiddenReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    MergedIntoId = table.Column<long>(type: "bigint", nullable: true),
                    MergedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true)
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
                    Block = table.Column<int>(type: "int", nullable: false),
                    Term = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Bits = table.Column<byte[]>(type: "varbinary(max)", maxLength: 8192, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FilterBlocks", x => new { x.Block, x.Term });
                });

            migrationBuilder.CreateTable(
                name: "ListingBlocks",
                columns: table => new
                {
                    Block = table.Column<int>(type: "int", nullable: false),
                    Stamp = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ListingBlocks", x => x.Block);
                });

            migrationBuilder.CreateTable(
                name: "NameSlices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Language = table.Column<int>(type: "int", nullable: false),
                    FromKey = table.Column<string>(type: "nvarchar(65)", maxLength: 65, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FromId = table.Column<long>(type: "bigint", nullable: false),
                    Ids = table.Column<byte[]>(type: "varbinary(max)", maxLength: 16384, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NameSlices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EntryPeople",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    EntryId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    AgreedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    IsNamed = table.Column<bool>(type: "bit", nullable: false),
                    SinceUtc = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    EntryId = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    MadeAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ByMemberId = table.Column<long>(type: "bigint", nullable: true),
                    DecidedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DeclineReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    NameWelsh = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    NameEnglish = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    SummaryWelsh = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    SummaryEnglish = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Themes = table.Column<int>(type: "int", nullable: false),
                    Offers = table.Column<int>(type: "int", nullable: false),
                    OpenToVisits = table.Column<bool>(type: "bit", nullable: false),
                    Links = table.Column<string>(type: "nvarchar(1505)", maxLength: 1505, nullable: true),
                    PlaceId = table.Column<int>(type: "int", nullable: true),
                    AreaCode = table.Column<string>(type: "nvarchar(9)", maxLength: 9, nullable: true, collation: "Latin1_General_100_BIN2"),
                    OutsideWales = table.Column<bool>(type: "bit", nullable: false),
                    Latitude = table.Column<double>(type: "float", nullable: true),
                    Longitude = table.Column<double>(type: "float", nullable: true)
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
                    Slug = table.Column<string>(type: "nvarchar(140)", maxLength: 140, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EntryId = table.Column<long>(type: "bigint", nullable: false)
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
                unique: true,
                filter: "[OwnMemberId] IS NOT NULL");

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

            migrationBuilder.AddForeignKey(
                name: "FK_Listings_Entries_EntryId",
                table: "Listings",
                column: "EntryId",
                principalTable: "Entries",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            // What stands there was right when it was listed. The index and the likeness of names are made at the next start.
            migrationBuilder.Sql("UPDATE \"Listings\" SET \"RightAtUtc\" = \"ListedAtUtc\", \"CheckAtUtc\" = DATEADD(year, 1, \"ListedAtUtc\"), \"Themes\" = CASE WHEN \"Theme\" IS NULL THEN 0 ELSE POWER(2, \"Theme\") END;");
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
                    Term = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Block = table.Column<int>(type: "int", nullable: false),
                    From = table.Column<int>(type: "int", nullable: false),
                    Bits = table.Column<byte[]>(type: "varbinary(2048)", maxLength: 2048, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TermBlocks", x => new { x.Term, x.Block });
                });

            migrationBuilder.DropForeignKey(
                name: "FK_Listings_Entries_EntryId",
                table: "Listings");

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
                    Term = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Count = table.Column<int>(type: "int", nullable: false)
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
                    Term = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ListingId = table.Column<long>(type: "bigint", nullable: false),
                    RankEnglish = table.Column<string>(type: "nvarchar(66)", maxLength: 66, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RankWelsh = table.Column<string>(type: "nvarchar(66)", maxLength: 66, nullable: false, collation: "Latin1_General_100_BIN2")
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
