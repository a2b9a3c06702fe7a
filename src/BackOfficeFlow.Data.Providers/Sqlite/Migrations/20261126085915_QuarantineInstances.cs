using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackOfficeFlow.Data.Providers.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class QuarantineInstances : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "quarantined_instance",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    cause = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quarantined_instance", x => x.instance_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_quarantined_instance_tenant_id_since",
                table: "quarantined_instance",
                columns: new[] { "tenant_id", "since" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "quarantined_instance");
        }
    }
}
