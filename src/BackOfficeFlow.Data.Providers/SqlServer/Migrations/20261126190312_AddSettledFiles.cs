using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackOfficeFlow.Data.Providers.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddSettledFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "kept_over_hash",
                table: "configuration_item",
                type: "varchar(64)",
                unicode: false,
                maxLength: 64,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "kept_over_hash",
                table: "configuration_item");
        }
    }
}
