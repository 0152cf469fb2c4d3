using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoproNetwork.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TasksClosedLast : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_StuckTasks_Status_ClosedAtUtc_Id",
                table: "StuckTasks",
                columns: new[] { "Status", "ClosedAtUtc", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_StuckTasks_Status_ClosedAtUtc_Id",
                table: "StuckTasks");
        }
    }
}
