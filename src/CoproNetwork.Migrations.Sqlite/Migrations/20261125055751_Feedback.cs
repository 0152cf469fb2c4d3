using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoproNetwork.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Feedback : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "Stories",
                type: "TEXT",
                maxLength: 22,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Theme",
                table: "Stories",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // In words of its own: to let a column be null EF would build the table anew, in several transactions, and a kill between
            // them would leave what no later start can finish.
            migrationBuilder.Sql("ALTER TABLE \"PromiseUpdates\" RENAME COLUMN \"OldText\" TO \"OldTextBefore\";");
            migrationBuilder.Sql("ALTER TABLE \"PromiseUpdates\" ADD COLUMN \"OldText\" TEXT NULL;");
            migrationBuilder.Sql("UPDATE \"PromiseUpdates\" SET \"OldText\" = \"OldTextBefore\";");
            migrationBuilder.Sql("ALTER TABLE \"PromiseUpdates\" DROP COLUMN \"OldTextBefore\";");
            migrationBuilder.Sql("ALTER TABLE \"PromiseUpdates\" RENAME COLUMN \"OldLanguage\" TO \"OldLanguageBefore\";");
            migrationBuilder.Sql("ALTER TABLE \"PromiseUpdates\" ADD COLUMN \"OldLanguage\" INTEGER NULL;");
            migrationBuilder.Sql("UPDATE \"PromiseUpdates\" SET \"OldLanguage\" = \"OldLanguageBefore\";");
            migrationBuilder.Sql("ALTER TABLE \"PromiseUpdates\" DROP COLUMN \"OldLanguageBefore\";");

            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "PromiseUpdates",
                type: "TEXT",
                maxLength: 22,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "CorrectedAtUtc",
                table: "PromiseUpdates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Happened",
                table: "PromiseUpdates",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Helped",
                table: "PromiseUpdates",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HiddenAtUtc",
                table: "PromiseUpdates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HiddenReason",
                table: "PromiseUpdates",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hindered",
                table: "PromiseUpdates",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsReport",
                table: "PromiseUpdates",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Language",
                table: "PromiseUpdates",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Visibility",
                table: "PromiseUpdates",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "WouldHelp",
                table: "PromiseUpdates",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "Promises",
                type: "TEXT",
                maxLength: 22,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "PublicStatus",
                table: "Promises",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "EmailHeldAtUtc",
                table: "Members",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastHeardAtUtc",
                table: "Members",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ActiveMonths",
                columns: table => new
                {
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActiveMonths", x => x.Month);
                });

            migrationBuilder.CreateTable(
                name: "FeedbackPlans",
                columns: table => new
                {
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    HalfYearlySinceUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    PausedUntilUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeedbackPlans", x => x.MemberId);
                    table.ForeignKey(
                        name: "FK_FeedbackPlans_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FeedbackRequests",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    DueAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AskedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastNudge = table.Column<int>(type: "INTEGER", nullable: false),
                    AnsweredAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    NudgesBeforeAnswer = table.Column<int>(type: "INTEGER", nullable: true),
                    UpdateId = table.Column<long>(type: "INTEGER", nullable: true),
                    StoryId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeedbackRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FeedbackRequests_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FeedbackRequests_PromiseUpdates_UpdateId",
                        column: x => x.UpdateId,
                        principalTable: "PromiseUpdates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FeedbackRequests_Stories_StoryId",
                        column: x => x.StoryId,
                        principalTable: "Stories",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PromiseCards",
                columns: table => new
                {
                    Audience = table.Column<int>(type: "INTEGER", nullable: false),
                    PromiseId = table.Column<long>(type: "INTEGER", nullable: false),
                    Theme = table.Column<int>(type: "INTEGER", nullable: false),
                    Area = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    MovedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PromiseCards", x => new { x.Audience, x.PromiseId });
                    table.ForeignKey(
                        name: "FK_PromiseCards_Promises_PromiseId",
                        column: x => x.PromiseId,
                        principalTable: "Promises",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PromiseCounts",
                columns: table => new
                {
                    Audience = table.Column<int>(type: "INTEGER", nullable: false),
                    Theme = table.Column<int>(type: "INTEGER", nullable: false),
                    Area = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PromiseCounts", x => new { x.Audience, x.Theme, x.Area, x.Status });
                });

            migrationBuilder.CreateTable(
                name: "PromiseMessages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PromiseId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    FromMemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Reply = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    RepliedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PromiseMessages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PromiseMessages_Members_FromMemberId",
                        column: x => x.FromMemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PromiseMessages_Promises_PromiseId",
                        column: x => x.PromiseId,
                        principalTable: "Promises",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SayChanges",
                columns: table => new
                {
                    Question = table.Column<int>(type: "INTEGER", nullable: false),
                    Less = table.Column<int>(type: "INTEGER", nullable: false),
                    Same = table.Column<int>(type: "INTEGER", nullable: false),
                    More = table.Column<int>(type: "INTEGER", nullable: false),
                    CountedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SayChanges", x => x.Question);
                });

            migrationBuilder.CreateTable(
                name: "StoryCards",
                columns: table => new
                {
                    Audience = table.Column<int>(type: "INTEGER", nullable: false),
                    StoryId = table.Column<long>(type: "INTEGER", nullable: false),
                    Language = table.Column<int>(type: "INTEGER", nullable: false),
                    Theme = table.Column<int>(type: "INTEGER", nullable: false),
                    ToldAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StoryCards", x => new { x.Audience, x.StoryId });
                    table.ForeignKey(
                        name: "FK_StoryCards_Stories_StoryId",
                        column: x => x.StoryId,
                        principalTable: "Stories",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StuckTasks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 22, nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdateId = table.Column<long>(type: "INTEGER", nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    TakenByAccountId = table.Column<long>(type: "INTEGER", nullable: true),
                    TakenAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StuckTasks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StuckTasks_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StuckTasks_PromiseUpdates_UpdateId",
                        column: x => x.UpdateId,
                        principalTable: "PromiseUpdates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TextReports",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 22, nullable: false),
                    What = table.Column<int>(type: "INTEGER", nullable: false),
                    TargetId = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DecidedByAccountId = table.Column<long>(type: "INTEGER", nullable: true),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TextReports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TextReports_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FeedbackNudges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RequestId = table.Column<long>(type: "INTEGER", nullable: false),
                    Nudge = table.Column<int>(type: "INTEGER", nullable: false),
                    SentAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeedbackNudges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FeedbackNudges_FeedbackRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "FeedbackRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StuckTaskNotes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    TaskId = table.Column<long>(type: "INTEGER", nullable: false),
                    AuthorAccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StuckTaskNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StuckTaskNotes_StuckTasks_TaskId",
                        column: x => x.TaskId,
                        principalTable: "StuckTasks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PromiseUpdates_IsReport_AtUtc_Id",
                table: "PromiseUpdates",
                columns: new[] { "IsReport", "AtUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_Status_LastHeardAtUtc",
                table: "Members",
                columns: new[] { "Status", "LastHeardAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_FeedbackNudges_RequestId_Nudge",
                table: "FeedbackNudges",
                columns: new[] { "RequestId", "Nudge" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FeedbackPlans_NextAtUtc_MemberId",
                table: "FeedbackPlans",
                columns: new[] { "NextAtUtc", "MemberId" });

            migrationBuilder.CreateIndex(
                name: "IX_FeedbackRequests_MemberId_Number",
                table: "FeedbackRequests",
                columns: new[] { "MemberId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FeedbackRequests_Number_AnsweredAtUtc",
                table: "FeedbackRequests",
                columns: new[] { "Number", "AnsweredAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_FeedbackRequests_StoryId",
                table: "FeedbackRequests",
                column: "StoryId");

            migrationBuilder.CreateIndex(
                name: "IX_FeedbackRequests_UpdateId",
                table: "FeedbackRequests",
                column: "UpdateId");

            migrationBuilder.CreateIndex(
                name: "IX_PromiseCards_Audience_Area_MovedAtUtc_PromiseId",
                table: "PromiseCards",
                columns: new[] { "Audience", "Area", "MovedAtUtc", "PromiseId" });

            migrationBuilder.CreateIndex(
                name: "IX_PromiseCards_Audience_Area_Status_MovedAtUtc_PromiseId",
                table: "PromiseCards",
                columns: new[] { "Audience", "Area", "Status", "MovedAtUtc", "PromiseId" });

            migrationBuilder.CreateIndex(
                name: "IX_PromiseCards_Audience_MovedAtUtc_PromiseId",
                table: "PromiseCards",
                columns: new[] { "Audience", "MovedAtUtc", "PromiseId" });

            migrationBuilder.CreateIndex(
                name: "IX_PromiseCards_Audience_Status_MovedAtUtc_PromiseId",
                table: "PromiseCards",
                columns: new[] { "Audience", "Status", "MovedAtUtc", "PromiseId" });

            migrationBuilder.CreateIndex(
                name: "IX_PromiseCards_Audience_Theme_Area_MovedAtUtc_PromiseId",
                table: "PromiseCards",
                columns: new[] { "Audience", "Theme", "Area", "MovedAtUtc", "PromiseId" });

            migrationBuilder.CreateIndex(
                name: "IX_PromiseCards_Audience_Theme_Area_Status_MovedAtUtc_PromiseId",
                table: "PromiseCards",
                columns: new[] { "Audience", "Theme", "Area", "Status", "MovedAtUtc", "PromiseId" });

            migrationBuilder.CreateIndex(
                name: "IX_PromiseCards_Audience_Theme_MovedAtUtc_PromiseId",
                table: "PromiseCards",
                columns: new[] { "Audience", "Theme", "MovedAtUtc", "PromiseId" });

            migrationBuilder.CreateIndex(
                name: "IX_PromiseCards_Audience_Theme_Status_MovedAtUtc_PromiseId",
                table: "PromiseCards",
                columns: new[] { "Audience", "Theme", "Status", "MovedAtUtc", "PromiseId" });

            migrationBuilder.CreateIndex(
                name: "IX_PromiseCards_PromiseId",
                table: "PromiseCards",
                column: "PromiseId");

            migrationBuilder.CreateIndex(
                name: "IX_PromiseMessages_FromMemberId_AtUtc",
                table: "PromiseMessages",
                columns: new[] { "FromMemberId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_PromiseMessages_PromiseId_Kind_FromMemberId",
                table: "PromiseMessages",
                columns: new[] { "PromiseId", "Kind", "FromMemberId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StoryCards_Audience_Language_Theme_ToldAtUtc_StoryId",
                table: "StoryCards",
                columns: new[] { "Audience", "Language", "Theme", "ToldAtUtc", "StoryId" });

            migrationBuilder.CreateIndex(
                name: "IX_StoryCards_Audience_Language_ToldAtUtc_StoryId",
                table: "StoryCards",
                columns: new[] { "Audience", "Language", "ToldAtUtc", "StoryId" });

            migrationBuilder.CreateIndex(
                name: "IX_StoryCards_Audience_Theme_ToldAtUtc_StoryId",
                table: "StoryCards",
                columns: new[] { "Audience", "Theme", "ToldAtUtc", "StoryId" });

            migrationBuilder.CreateIndex(
                name: "IX_StoryCards_Audience_ToldAtUtc_StoryId",
                table: "StoryCards",
                columns: new[] { "Audience", "ToldAtUtc", "StoryId" });

            migrationBuilder.CreateIndex(
                name: "IX_StoryCards_StoryId",
                table: "StoryCards",
                column: "StoryId");

            migrationBuilder.CreateIndex(
                name: "IX_StuckTaskNotes_TaskId",
                table: "StuckTaskNotes",
                column: "TaskId");

            migrationBuilder.CreateIndex(
                name: "IX_StuckTasks_Key",
                table: "StuckTasks",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StuckTasks_MemberId",
                table: "StuckTasks",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_StuckTasks_Status_OpenedAtUtc_Id",
                table: "StuckTasks",
                columns: new[] { "Status", "OpenedAtUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_StuckTasks_UpdateId",
                table: "StuckTasks",
                column: "UpdateId");

            migrationBuilder.CreateIndex(
                name: "IX_TextReports_DecidedAtUtc_AtUtc_Id",
                table: "TextReports",
                columns: new[] { "DecidedAtUtc", "AtUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_TextReports_Key",
                table: "TextReports",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TextReports_MemberId",
                table: "TextReports",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_TextReports_What_TargetId",
                table: "TextReports",
                columns: new[] { "What", "TargetId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ActiveMonths");

            migrationBuilder.DropTable(
                name: "FeedbackNudges");

            migrationBuilder.DropTable(
                name: "FeedbackPlans");

            migrationBuilder.DropTable(
                name: "PromiseCards");

            migrationBuilder.DropTable(
                name: "PromiseCounts");

            migrationBuilder.DropTable(
                name: "PromiseMessages");

            migrationBuilder.DropTable(
                name: "SayChanges");

            migrationBuilder.DropTable(
                name: "StoryCards");

            migrationBuilder.DropTable(
                name: "StuckTaskNotes");

            migrationBuilder.DropTable(
                name: "TextReports");

            migrationBuilder.DropTable(
                name: "FeedbackRequests");

            migrationBuilder.DropTable(
                name: "StuckTasks");

            migrationBuilder.DropIndex(
                name: "IX_PromiseUpdates_IsReport_AtUtc_Id",
                table: "PromiseUpdates");

            migrationBuilder.DropIndex(
                name: "IX_Members_Status_LastHeardAtUtc",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "Stories");

            migrationBuilder.DropColumn(
                name: "Theme",
                table: "Stories");

            migrationBuilder.DropColumn(
                name: "CorrectedAtUtc",
                table: "PromiseUpdates");

            migrationBuilder.DropColumn(
                name: "Happened",
                table: "PromiseUpdates");

            migrationBuilder.DropColumn(
                name: "Helped",
                table: "PromiseUpdates");

            migrationBuilder.DropColumn(
                name: "HiddenAtUtc",
                table: "PromiseUpdates");

            migrationBuilder.DropColumn(
                name: "HiddenReason",
                table: "PromiseUpdates");

            migrationBuilder.DropColumn(
                name: "Hindered",
                table: "PromiseUpdates");

            migrationBuilder.DropColumn(
                name: "IsReport",
                table: "PromiseUpdates");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "PromiseUpdates");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "PromiseUpdates");

            migrationBuilder.DropColumn(
                name: "Visibility",
                table: "PromiseUpdates");

            migrationBuilder.DropColumn(
                name: "WouldHelp",
                table: "PromiseUpdates");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "Promises");

            migrationBuilder.DropColumn(
                name: "PublicStatus",
                table: "Promises");

            migrationBuilder.DropColumn(
                name: "EmailHeldAtUtc",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "LastHeardAtUtc",
                table: "Members");

            migrationBuilder.AlterColumn<string>(
                name: "OldText",
                table: "PromiseUpdates",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 500,
                oldNullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "OldLanguage",
                table: "PromiseUpdates",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
