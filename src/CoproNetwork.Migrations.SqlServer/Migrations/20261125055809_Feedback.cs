using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoproNetwork.Migrations.SqlServer.Migrations
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
                type: "nvarchar(22)",
                maxLength: 22,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "Theme",
                table: "Stories",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AlterColumn<string>(
                name: "OldText",
                table: "PromiseUpdates",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "nvarchar(500)",
                oldMaxLength: 500);

            migrationBuilder.AlterColumn<int>(
                name: "OldLanguage",
                table: "PromiseUpdates",
                type: "int",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "int");

            migrationBuilder.AddColumn<DateTime>(
                name: "CorrectedAtUtc",
                table: "PromiseUpdates",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Happened",
                table: "PromiseUpdates",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Helped",
                table: "PromiseUpdates",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HiddenAtUtc",
                table: "PromiseUpdates",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HiddenReason",
                table: "PromiseUpdates",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hindered",
                table: "PromiseUpdates",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsReport",
                table: "PromiseUpdates",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "PromiseUpdates",
                type: "nvarchar(22)",
                maxLength: 22,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "Language",
                table: "PromiseUpdates",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Visibility",
                table: "PromiseUpdates",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "WouldHelp",
                table: "PromiseUpdates",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "Promises",
                type: "nvarchar(22)",
                maxLength: 22,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "PublicStatus",
                table: "Promises",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "EmailHeldAtUtc",
                table: "Members",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastHeardAtUtc",
                table: "Members",
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ActiveMonths",
                columns: table => new
                {
                    Month = table.Column<int>(type: "int", nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActiveMonths", x => x.Month);
                });

            migrationBuilder.CreateTable(
                name: "FeedbackPlans",
                columns: table => new
                {
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HalfYearlySinceUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    PausedUntilUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastNumber = table.Column<int>(type: "int", nullable: false),
                    NextAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    DueAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AskedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastNudge = table.Column<int>(type: "int", nullable: false),
                    AnsweredAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    NudgesBeforeAnswer = table.Column<int>(type: "int", nullable: true),
                    UpdateId = table.Column<long>(type: "bigint", nullable: true),
                    StoryId = table.Column<long>(type: "bigint", nullable: true)
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
                    Audience = table.Column<int>(type: "int", nullable: false),
                    PromiseId = table.Column<long>(type: "bigint", nullable: false),
                    Theme = table.Column<int>(type: "int", nullable: false),
                    Area = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Status = table.Column<int>(type: "int", nullable: false),
                    MovedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                    Audience = table.Column<int>(type: "int", nullable: false),
                    Theme = table.Column<int>(type: "int", nullable: false),
                    Area = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Status = table.Column<int>(type: "int", nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PromiseCounts", x => new { x.Audience, x.Theme, x.Area, x.Status });
                });

            migrationBuilder.CreateTable(
                name: "PromiseMessages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PromiseId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    FromMemberId = table.Column<long>(type: "bigint", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    AtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Reply = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    RepliedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true)
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
                    Question = table.Column<int>(type: "int", nullable: false),
                    Less = table.Column<int>(type: "int", nullable: false),
                    Same = table.Column<int>(type: "int", nullable: false),
                    More = table.Column<int>(type: "int", nullable: false),
                    CountedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SayChanges", x => x.Question);
                });

            migrationBuilder.CreateTable(
                name: "StoryCards",
                columns: table => new
                {
                    Audience = table.Column<int>(type: "int", nullable: false),
                    StoryId = table.Column<long>(type: "bigint", nullable: false),
                    Language = table.Column<int>(type: "int", nullable: false),
                    Theme = table.Column<int>(type: "int", nullable: false),
                    ToldAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(22)", maxLength: 22, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    UpdateId = table.Column<long>(type: "bigint", nullable: true),
                    Status = table.Column<int>(type: "int", nullable: false),
                    OpenedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    TakenByAccountId = table.Column<long>(type: "bigint", nullable: true),
                    TakenAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ClosedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(22)", maxLength: 22, nullable: false, collation: "Latin1_General_100_BIN2"),
                    What = table.Column<int>(type: "int", nullable: false),
                    TargetId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    AtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DecidedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DecidedByAccountId = table.Column<long>(type: "bigint", nullable: true),
                    Outcome = table.Column<int>(type: "int", nullable: true)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    RequestId = table.Column<long>(type: "bigint", nullable: false),
                    Nudge = table.Column<int>(type: "int", nullable: false),
                    SentAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    TaskId = table.Column<long>(type: "bigint", nullable: false),
                    AuthorAccountId = table.Column<long>(type: "bigint", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    AtUtc = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "nvarchar(500)",
                oldMaxLength: 500,
                oldNullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "OldLanguage",
                table: "PromiseUpdates",
                type: "int",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "int",
                oldNullable: true);
        }
    }
}
