using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoproNetwork.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class NewsletterCare : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsHalted",
                table: "NewsletterIssues",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "OfferedAtUtc",
                table: "NewsletterIssues",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            // Up to now an issue began where the one before had gone out.
            migrationBuilder.Sql("UPDATE \"NewsletterIssues\" SET \"OfferedAtUtc\" = COALESCE(\"StartedAtUtc\", \"MadeAtUtc\");");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "IsHalted",
                table: "NewsletterIssues");

            migrationBuilder.DropColumn(
                name: "OfferedAtUtc",
                table: "NewsletterIssues");
        }
    }
}
