using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackOfficeFlow.Data.Providers.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class KeepTriggers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "workflow_trigger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    configuration_item_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    node_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    entry_key = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    payload = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_trigger", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instance_tenant_id_definition_id",
                table: "workflow_instance",
                columns: new[] { "tenant_id", "definition_id" },
                filter: "finished_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_trigger_tenant_id_definition_id",
                table: "workflow_trigger",
                columns: new[] { "tenant_id", "definition_id" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_trigger_tenant_id_hash",
                table: "workflow_trigger",
                columns: new[] { "tenant_id", "hash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "workflow_trigger");

            migrationBuilder.DropIndex(
                name: "ix_workflow_instance_tenant_id_definition_id",
                table: "workflow_instance");
        }
    }
}
