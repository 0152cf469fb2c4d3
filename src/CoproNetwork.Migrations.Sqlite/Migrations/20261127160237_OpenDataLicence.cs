using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoproNetwork.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class OpenDataLicence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LicenceAddress",
                table: "MembershipSettings");

            migrationBuilder.DropColumn(
                name: "LicenceEnglish",
                table: "MembershipSettings");

            migrationBuilder.DropColumn(
                name: "LicenceWelsh",
                table: "MembershipSettings");
        }
    }
}
