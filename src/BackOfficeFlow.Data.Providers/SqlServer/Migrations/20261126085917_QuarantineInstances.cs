using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackOfficeFlow.Data.Providers.SqlServer.Migrations
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
                    instance_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    tenant_id = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    cause = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    since = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quarantined_instance", x => x.instance_id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateIndex(
                name: "cx_quarantined_instance",
                table: "quarantined_instance",
                columns: new[] { "tenant_id", "sequence" },
                unique: true)
                .Annotation("SqlServer:Clustered", true);

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
