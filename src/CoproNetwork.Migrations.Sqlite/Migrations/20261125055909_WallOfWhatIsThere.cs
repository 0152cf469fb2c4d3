using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoproNetwork.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WallOfWhatIsThere : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Addresses of their own for what had none.
            migrationBuilder.Sql("UPDATE \"Stories\" SET \"Key\" = lower(substr(hex(randomblob(16)), 1, 22)), \"Theme\" = COALESCE((SELECT MAX(p.\"Theme\") FROM \"Promises\" p WHERE p.\"MemberId\" = \"Stories\".\"MemberId\"), 10);");
            migrationBuilder.Sql("UPDATE \"PromiseUpdates\" SET \"Key\" = lower(substr(hex(randomblob(16)), 1, 22)), \"Language\" = COALESCE(\"OldLanguage\", 1), \"Visibility\" = 1;");
            migrationBuilder.Sql("UPDATE \"Promises\" SET \"Key\" = lower(substr(hex(randomblob(16)), 1, 22));");

            // Who is a member was last heard from when they joined, and is asked from now on.
            migrationBuilder.Sql("UPDATE \"Members\" SET \"LastHeardAtUtc\" = \"ApprovedAtUtc\" WHERE \"Status\" = 2;");
            migrationBuilder.Sql("INSERT INTO \"FeedbackPlans\" (\"MemberId\", \"Version\", \"HalfYearlySinceUtc\", \"PausedUntilUtc\", \"LastNumber\", \"NextAtUtc\") SELECT \"Id\", '00000000-0000-0000-0000-000000000000', \"ApprovedAtUtc\", NULL, 0, \"ApprovedAtUtc\" FROM \"Members\" WHERE \"Status\" = 2;");

            // What stands on the wall and among the stories from the first day.
            migrationBuilder.Sql("INSERT INTO \"PromiseCards\" (\"Audience\", \"PromiseId\", \"Theme\", \"Area\", \"Status\", \"MovedAtUtc\") SELECT 2, p.\"Id\", p.\"Theme\", CASE WHEN m.\"OutsideWales\" = 1 OR m.\"AreaCode\" IS NULL THEN 'outside' ELSE m.\"AreaCode\" END, 0, p.\"MadeAtUtc\" FROM \"Promises\" p JOIN \"Members\" m ON m.\"Id\" = p.\"MemberId\" WHERE m.\"Status\" = 2 AND p.\"HiddenAtUtc\" IS NULL AND p.\"Visibility\" = 1;");
            migrationBuilder.Sql("INSERT INTO \"PromiseCards\" (\"Audience\", \"PromiseId\", \"Theme\", \"Area\", \"Status\", \"MovedAtUtc\") SELECT 1, p.\"Id\", p.\"Theme\", CASE WHEN m.\"OutsideWales\" = 1 OR m.\"AreaCode\" IS NULL THEN 'outside' ELSE m.\"AreaCode\" END, 0, p.\"MadeAtUtc\" FROM \"Promises\" p JOIN \"Members\" m ON m.\"Id\" = p.\"MemberId\" WHERE m.\"Status\" = 2 AND p.\"HiddenAtUtc\" IS NULL AND p.\"Visibility\" IN (1, 2);");
            migrationBuilder.Sql("INSERT INTO \"PromiseCounts\" (\"Audience\", \"Theme\", \"Area\", \"Status\", \"Count\") SELECT \"Audience\", \"Theme\", \"Area\", \"Status\", COUNT(*) FROM \"PromiseCards\" GROUP BY \"Audience\", \"Theme\", \"Area\", \"Status\";");
            migrationBuilder.Sql("INSERT INTO \"StoryCards\" (\"Audience\", \"StoryId\", \"Language\", \"Theme\", \"ToldAtUtc\") SELECT 2, s.\"Id\", s.\"Language\", s.\"Theme\", s.\"ToldAtUtc\" FROM \"Stories\" s JOIN \"Members\" m ON m.\"Id\" = s.\"MemberId\" WHERE m.\"Status\" = 2 AND s.\"HiddenAtUtc\" IS NULL AND s.\"Consent\" IN (4, 5);");
            migrationBuilder.Sql("INSERT INTO \"StoryCards\" (\"Audience\", \"StoryId\", \"Language\", \"Theme\", \"ToldAtUtc\") SELECT 1, s.\"Id\", s.\"Language\", s.\"Theme\", s.\"ToldAtUtc\" FROM \"Stories\" s JOIN \"Members\" m ON m.\"Id\" = s.\"MemberId\" WHERE m.\"Status\" = 2 AND s.\"HiddenAtUtc\" IS NULL AND s.\"Consent\" IN (3, 4, 5);");

            migrationBuilder.CreateIndex(
                name: "IX_Stories_Key",
                table: "Stories",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PromiseUpdates_Key",
                table: "PromiseUpdates",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Promises_Key",
                table: "Promises",
                column: "Key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Stories_Key",
                table: "Stories");

            migrationBuilder.DropIndex(
                name: "IX_PromiseUpdates_Key",
                table: "PromiseUpdates");

            migrationBuilder.DropIndex(
                name: "IX_Promises_Key",
                table: "Promises");

            migrationBuilder.Sql("DELETE FROM \"StoryCards\";");
            migrationBuilder.Sql("DELETE FROM \"PromiseCounts\";");
            migrationBuilder.Sql("DELETE FROM \"PromiseCards\";");
            migrationBuilder.Sql("DELETE FROM \"FeedbackPlans\";");
        }
    }
}
