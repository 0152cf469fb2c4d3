using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoproNetwork.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class NewestMembers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Listings_ListedAtUtc_Id",
                table: "Listings");

            migrationBuilder.CreateIndex(
                name: "IX_Listings_EntryId_ListedAtUtc_Id",
                table: "Listings",
                columns: new[] { "EntryId", "ListedAtUtc", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Listings_EntryId_ListedAtUtc_Id",
                table: "Listings");

            migrationBuilder.CreateIndex(
                name: "IX_Listings_ListedAtUtc_Id",
                table: "Listings",
                columns: new[] { "ListedAtUtc", "Id" });
        }
    }
}
