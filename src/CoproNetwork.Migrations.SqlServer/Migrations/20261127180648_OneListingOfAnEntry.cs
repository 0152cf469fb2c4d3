using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoproNetwork.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class OneListingOfAnEntry : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Listings_EntryId",
                table: "Listings");

            migrationBuilder.CreateIndex(
                name: "IX_Listings_EntryId",
                table: "Listings",
                column: "EntryId",
                unique: true,
                filter: "\"EntryId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Listings_EntryId",
                table: "Listings");

            migrationBuilder.CreateIndex(
                name: "IX_Listings_EntryId",
                table: "Listings",
                column: "EntryId",
                unique: true,
                filter: "[EntryId] IS NOT NULL");
        }
    }
}
