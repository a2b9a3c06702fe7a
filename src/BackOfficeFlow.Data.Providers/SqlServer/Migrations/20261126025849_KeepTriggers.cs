using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackOfficeFlow.Data.Providers.SqlServer.Migrations
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
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    tenant_id = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    definition_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    configuration_item_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    node_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    entry_key = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    payload = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_trigger", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instance_tenant_id_definition_id",
                table: "workflow_instance",
                columns: new[] { "tenant_id", "definition_id" },
                filter: "finished_at is null");

            migrationBuilder.CreateIndex(
                name: "cx_workflow_trigger",
                table: "workflow_trigger",
                columns: new[] { "tenant_id", "sequence" },
                unique: true)
                .Annotation("SqlServer:Clustered", true);

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
