using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoproNetwork.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MailsAboutMembers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "CameAtUtc",
                table: "StoryCards",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<long>(
                name: "AboutMemberId",
                table: "OutboxMails",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OfMemberId",
                table: "FormerSlugs",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_StoryCards_Audience_CameAtUtc_StoryId",
                table: "StoryCards",
                columns: new[] { "Audience", "CameAtUtc", "StoryId" });

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_AboutMemberId",
                table: "OutboxMails",
                column: "AboutMemberId");

            migrationBuilder.Sql("UPDATE \"StoryCards\" SET \"CameAtUtc\" = (SELECT CASE WHEN m.\"ApprovedAtUtc\" > s.\"ToldAtUtc\" THEN m.\"ApprovedAtUtc\" ELSE s.\"ToldAtUtc\" END FROM \"Stories\" s JOIN \"Members\" m ON m.\"Id\" = s.\"MemberId\" WHERE s.\"Id\" = \"StoryCards\".\"StoryId\");");

            // Members in an issue were kept by their address, which may be another's one day.
            migrationBuilder.Sql("DELETE FROM \"NewsletterItems\" WHERE \"Source\" = 'members' AND NOT EXISTS (SELECT 1 FROM \"Listings\" l WHERE l.\"Slug\" = \"NewsletterItems\".\"ItemKey\" AND l.\"EntryId\" IS NULL);");
            migrationBuilder.Sql("UPDATE \"NewsletterItems\" SET \"ItemKey\" = (SELECT CAST(l.\"Id\" AS nvarchar(20)) FROM \"Listings\" l WHERE l.\"Slug\" = \"NewsletterItems\".\"ItemKey\" AND l.\"EntryId\" IS NULL) WHERE \"Source\" = 'members';");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_StoryCards_Audience_CameAtUtc_StoryId",
                table: "StoryCards");

            migrationBuilder.DropIndex(
                name: "IX_OutboxMails_AboutMemberId",
                table: "OutboxMails");

            migrationBuilder.DropColumn(
                name: "CameAtUtc",
                table: "StoryCards");

            migrationBuilder.DropColumn(
                name: "AboutMemberId",
                table: "OutboxMails");

            migrationBuilder.DropColumn(
                name: "OfMemberId",
                table: "FormerSlugs");
        }
    }
}
