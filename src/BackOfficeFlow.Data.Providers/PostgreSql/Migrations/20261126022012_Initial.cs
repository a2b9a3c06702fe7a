using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BackOfficeFlow.Data.Providers.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    user_name = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    security_stamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "api_key",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false),
                    beginning = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    made_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    scopes = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "armed_timer",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    entry_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    visible_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_node = table.Column<Guid>(type: "uuid", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    payload = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    plan_calendar = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    plan_terms = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    plan_start = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_armed_timer", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "audit_entry",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    subject_type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subject_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    operation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    details = table.Column<string>(type: "text", maxLength: -1, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entry", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "configuration_item",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    entry_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    area = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    comment = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_latest = table.Column<bool>(type: "boolean", nullable: false),
                    is_published = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_configuration_item", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "done_operation",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    operation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    command = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    answer = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_done_operation", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "import_job",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    delimiter = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: false),
                    encoding = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    has_header = table.Column<bool>(type: "boolean", nullable: false),
                    numbers = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    mapping = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    columns = table.Column<int>(type: "integer", nullable: false),
                    byte_offset = table.Column<long>(type: "bigint", nullable: false),
                    last_row = table.Column<int>(type: "integer", nullable: false),
                    created = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    cancel_asked = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_job", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_mapping",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: false),
                    heading_of_field = table.Column<string>(type: "text", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_mapping", x => new { x.tenant_id, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "job_progress",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    job_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    said_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done = table.Column<long>(type: "bigint", nullable: false),
                    failure = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_progress", x => new { x.tenant_id, x.job_key });
                });

            migrationBuilder.CreateTable(
                name: "journal_entry",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    burst = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cause = table.Column<string>(type: "character varying(20)", unicode: false, maxLength: 20, nullable: false),
                    operation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    events = table.Column<string>(type: "text", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_entry", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "message",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    direction = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    idempotency_key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    case_key = table.Column<string>(type: "character varying(16)", unicode: false, maxLength: 16, nullable: true),
                    template = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    template_version = table.Column<int>(type: "integer", nullable: true),
                    to_address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    to_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    subject = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    body = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    language = table.Column<string>(type: "character varying(8)", unicode: false, maxLength: 8, nullable: false),
                    mail_id = table.Column<string>(type: "character varying(400)", unicode: false, maxLength: 400, nullable: false),
                    reply_token = table.Column<string>(type: "character varying(20)", unicode: false, maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    proof = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    mail_file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    state_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox_entry",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    entry_key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    payload = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", unicode: false, maxLength: 20, nullable: false),
                    visible_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_node = table.Column<Guid>(type: "uuid", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_entry", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "party",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    legal_form = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    tax_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    vat_regime = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    is_vulnerable = table.Column<bool>(type: "boolean", nullable: false),
                    vulnerable_source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    risk_class = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    block_codes = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_party", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "protection_key",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "text", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_protection_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "running_node",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    version = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_running_node", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sales_order",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ordered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    promised_on = table.Column<DateOnly>(type: "date", nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    delivery_charge = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    payment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    incoterm = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    date_is_essential = table.Column<bool>(type: "boolean", nullable: false),
                    seller_refused = table.Column<bool>(type: "boolean", nullable: false),
                    extra_period_until = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_order", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stored_content",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    address = table.Column<string>(type: "character varying(80)", unicode: false, maxLength: 80, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stored_content", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tenant",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tenant", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "user_task",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    execution_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    node_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    node_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    definition_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    definition_version = table.Column<int>(type: "integer", nullable: false),
                    wait_kind = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    wait_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    area = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    title = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    title_arguments = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    instructions = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    queue_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    role = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    escalation_level = table.Column<int>(type: "integer", nullable: false),
                    assignee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    assignee_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    claimed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    suspend_reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    suspended_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    form_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    form_version = table.Column<int>(type: "integer", nullable: true),
                    facts = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    prefill = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    outcomes = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    excluded_users = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    excluded_steps = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    comment = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    completed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    completed_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    result = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    cancel_reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    search_text = table.Column<string>(type: "text", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_task", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "user_task_draft",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    values = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    comment = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_task_draft", x => new { x.tenant_id, x.task_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "user_task_event",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    move = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "text", maxLength: -1, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_task_event", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "work_queue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    role = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    own_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    calendar_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    escalates_to = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    is_closed = table.Column<bool>(type: "boolean", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_queue", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_queue_member",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    queue_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_queue_member", x => new { x.tenant_id, x.queue_key, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "workflow_bookmark",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    node_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    execution_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    entry_key = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    payload = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_bookmark", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_instance",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    case_key = table.Column<string>(type: "character varying(16)", unicode: false, maxLength: 16, nullable: false),
                    definition_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    definition_version = table.Column<int>(type: "integer", nullable: false),
                    configuration_item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    area = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    status = table.Column<string>(type: "character varying(20)", unicode: false, maxLength: 20, nullable: false),
                    sub_status = table.Column<string>(type: "character varying(20)", unicode: false, maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    correlation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    business_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    open_key = table.Column<string>(type: "character varying(401)", maxLength: 401, nullable: true),
                    parent_instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    incident_count = table.Column<int>(type: "integer", nullable: false),
                    needs_attention = table.Column<bool>(type: "boolean", nullable: false),
                    burst_count = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_instance", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_link",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_link", x => x.id);
                    table.ForeignKey(
                        name: "fk_account_link_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_error",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_number = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: false),
                    field = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    arguments = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    cells = table.Column<string>(type: "text", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_error", x => x.sequence);
                    table.ForeignKey(
                        name: "fk_import_error_import_job_job_id",
                        column: x => x.job_id,
                        principalTable: "import_job",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contact_point",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    verified = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    preferred_order = table.Column<int>(type: "integer", nullable: false),
                    bounced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_point", x => x.id);
                    table.ForeignKey(
                        name: "fk_contact_point_party_party_id",
                        column: x => x.party_id,
                        principalTable: "party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_line",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    sku = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    description = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ordered = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    reserved = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    shipped = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    delivered = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    cancelled = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    unit_price = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    tax_rate = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_line", x => x.id);
                    table.ForeignKey(
                        name: "fk_order_line_sales_order_order_id",
                        column: x => x.order_id,
                        principalTable: "sales_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shipment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    carrier = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tracking_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    service = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    shipped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    promised_on = table.Column<DateOnly>(type: "date", nullable: true),
                    weight_kg = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    declared_value = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    cash_on_delivery = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    recipient = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    postcode = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    last_event_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failed_attempts = table.Column<int>(type: "integer", nullable: false),
                    replaces_id = table.Column<Guid>(type: "uuid", nullable: true),
                    case_shipment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shipment", x => x.id);
                    table.ForeignKey(
                        name: "fk_shipment_sales_order_order_id",
                        column: x => x.order_id,
                        principalTable: "sales_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stored_chunk",
                columns: table => new
                {
                    content_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stored_chunk", x => new { x.content_id, x.number });
                    table.ForeignKey(
                        name: "fk_stored_chunk_stored_content_content_id",
                        column: x => x.content_id,
                        principalTable: "stored_content",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stored_file",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    content_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content_type = table.Column<string>(type: "character varying(100)", unicode: false, maxLength: 100, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    stored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    stored_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kept_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    danger = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stored_file", x => x.id);
                    table.ForeignKey(
                        name: "fk_stored_file_stored_content_content_id",
                        column: x => x.content_id,
                        principalTable: "stored_content",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "membership",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    disabled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    roles = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership", x => new { x.tenant_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_membership_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_membership_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "delivery_incident",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    shipment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    awaited_shipment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    open_shipment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    trigger = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    located = table.Column<bool>(type: "boolean", nullable: true),
                    damaged = table.Column<bool>(type: "boolean", nullable: false),
                    lost = table.Column<bool>(type: "boolean", nullable: false),
                    in_stock = table.Column<bool>(type: "boolean", nullable: true),
                    carrier_admits_fault = table.Column<bool>(type: "boolean", nullable: false),
                    unanswered_asks = table.Column<int>(type: "integer", nullable: false),
                    failed_contacts = table.Column<int>(type: "integer", nullable: false),
                    wish = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    new_address = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    new_postcode = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    wished_on = table.Column<DateOnly>(type: "date", nullable: true),
                    refused_without_cause = table.Column<bool>(type: "boolean", nullable: false),
                    new_eta = table.Column<DateOnly>(type: "date", nullable: true),
                    customer_told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cost = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    proof_awaited = table.Column<bool>(type: "boolean", nullable: false),
                    owner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    carrier_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    carrier_due_until = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    carrier_late_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    escalated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deadline_warned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deadline_missed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cause = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    responsible = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_incident", x => x.id);
                    table.ForeignKey(
                        name: "fk_delivery_incident_sales_order_order_id",
                        column: x => x.order_id,
                        principalTable: "sales_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_delivery_incident_shipment_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tracking_event",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    shipment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    carrier = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    event_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    raw_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    incident = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    place = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    text = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    new_eta = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_event", x => x.sequence);
                    table.ForeignKey(
                        name: "fk_tracking_event_shipment_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "carrier_instruction",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shipment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    address = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    postcode = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: true),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    acknowledged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_carrier_instruction", x => x.id);
                    table.ForeignKey(
                        name: "fk_carrier_instruction_delivery_incident_incident_id",
                        column: x => x.incident_id,
                        principalTable: "delivery_incident",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customer_answer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    wish = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    address = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    postcode = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: true),
                    comment = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_answer", x => x.id);
                    table.ForeignKey(
                        name: "fk_customer_answer_delivery_incident_incident_id",
                        column: x => x.incident_id,
                        principalTable: "delivery_incident",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_normalized_email",
                table: "account",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_link_hash",
                table: "account_link",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_link_user_id",
                table: "account_link",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_api_key_hash",
                table: "api_key",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_armed_timer_instance_id",
                table: "armed_timer",
                column: "instance_id",
                filter: "instance_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_armed_timer_tenant_id_kind_entry_key",
                table: "armed_timer",
                columns: new[] { "tenant_id", "kind", "entry_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_armed_timer_tenant_id_plan_calendar_sequence",
                table: "armed_timer",
                columns: new[] { "tenant_id", "plan_calendar", "sequence" },
                filter: "plan_calendar is not null");

            migrationBuilder.CreateIndex(
                name: "ix_armed_timer_visible_at",
                table: "armed_timer",
                column: "visible_at",
                filter: "visible_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_tenant_id_sequence",
                table: "audit_entry",
                columns: new[] { "tenant_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_tenant_id_subject_type_subject_id",
                table: "audit_entry",
                columns: new[] { "tenant_id", "subject_type", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_carrier_instruction_incident_id_step_id",
                table: "carrier_instruction",
                columns: new[] { "incident_id", "step_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_carrier_instruction_shipment_id",
                table: "carrier_instruction",
                column: "shipment_id");

            migrationBuilder.CreateIndex(
                name: "ix_configuration_item_tenant_id_kind_entry_key_version",
                table: "configuration_item",
                columns: new[] { "tenant_id", "kind", "entry_key", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contact_point_party_id",
                table: "contact_point",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_answer_incident_id_step_id",
                table: "customer_answer",
                columns: new[] { "incident_id", "step_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delivery_incident_instance_id",
                table: "delivery_incident",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_incident_order_id",
                table: "delivery_incident",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_incident_shipment_id",
                table: "delivery_incident",
                column: "shipment_id");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_incident_tenant_id_open_shipment_id",
                table: "delivery_incident",
                columns: new[] { "tenant_id", "open_shipment_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_done_operation_at",
                table: "done_operation",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_done_operation_tenant_id_operation_id_actor",
                table: "done_operation",
                columns: new[] { "tenant_id", "operation_id", "actor" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_import_error_job_id_sequence",
                table: "import_error",
                columns: new[] { "job_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_import_job_tenant_id_created_at",
                table: "import_job",
                columns: new[] { "tenant_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_journal_entry_instance_id_burst",
                table: "journal_entry",
                columns: new[] { "instance_id", "burst" });

            migrationBuilder.CreateIndex(
                name: "ix_membership_user_id",
                table: "membership",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_message_tenant_id_idempotency_key",
                table: "message",
                columns: new[] { "tenant_id", "idempotency_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_message_tenant_id_instance_id_created_at",
                table: "message",
                columns: new[] { "tenant_id", "instance_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_message_tenant_id_mail_id",
                table: "message",
                columns: new[] { "tenant_id", "mail_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_message_tenant_id_reply_token",
                table: "message",
                columns: new[] { "tenant_id", "reply_token" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_order_line_order_id_number",
                table: "order_line",
                columns: new[] { "order_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_entry_instance_id",
                table: "outbox_entry",
                column: "instance_id",
                filter: "instance_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_entry_tenant_id_hash",
                table: "outbox_entry",
                columns: new[] { "tenant_id", "hash" },
                filter: "hash is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_entry_tenant_id_kind_entry_key",
                table: "outbox_entry",
                columns: new[] { "tenant_id", "kind", "entry_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_entry_visible_at",
                table: "outbox_entry",
                column: "visible_at",
                filter: "visible_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_party_tenant_id_number",
                table: "party",
                columns: new[] { "tenant_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_party_tenant_id_tax_id",
                table: "party",
                columns: new[] { "tenant_id", "tax_id" });

            migrationBuilder.CreateIndex(
                name: "ix_sales_order_party_id",
                table: "sales_order",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "ix_sales_order_tenant_id_number",
                table: "sales_order",
                columns: new[] { "tenant_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shipment_case_shipment_id",
                table: "shipment",
                column: "case_shipment_id");

            migrationBuilder.CreateIndex(
                name: "ix_shipment_order_id",
                table: "shipment",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_shipment_tenant_id_carrier_tracking_number",
                table: "shipment",
                columns: new[] { "tenant_id", "carrier", "tracking_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stored_content_tenant_id_address",
                table: "stored_content",
                columns: new[] { "tenant_id", "address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stored_file_content_id",
                table: "stored_file",
                column: "content_id");

            migrationBuilder.CreateIndex(
                name: "ix_stored_file_tenant_id_content_id",
                table: "stored_file",
                columns: new[] { "tenant_id", "content_id" });

            migrationBuilder.CreateIndex(
                name: "ix_stored_file_tenant_id_stored_at",
                table: "stored_file",
                columns: new[] { "tenant_id", "stored_at" },
                filter: "kept_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_tracking_event_shipment_id_sequence",
                table: "tracking_event",
                columns: new[] { "shipment_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_event_tenant_id_carrier_event_id",
                table: "tracking_event",
                columns: new[] { "tenant_id", "carrier", "event_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_task_tenant_id_assignee_id_state",
                table: "user_task",
                columns: new[] { "tenant_id", "assignee_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_user_task_tenant_id_instance_id_execution_id",
                table: "user_task",
                columns: new[] { "tenant_id", "instance_id", "execution_id" });

            migrationBuilder.CreateIndex(
                name: "ix_user_task_tenant_id_state_queue_key_priority_due_at",
                table: "user_task",
                columns: new[] { "tenant_id", "state", "queue_key", "priority", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_user_task_event_tenant_id_task_id",
                table: "user_task_event",
                columns: new[] { "tenant_id", "task_id" });

            migrationBuilder.CreateIndex(
                name: "ix_work_queue_tenant_id_key",
                table: "work_queue",
                columns: new[] { "tenant_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_queue_member_tenant_id_user_id",
                table: "work_queue_member",
                columns: new[] { "tenant_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_bookmark_instance_id",
                table: "workflow_bookmark",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_bookmark_tenant_id_hash",
                table: "workflow_bookmark",
                columns: new[] { "tenant_id", "hash" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instance_parent_instance_id",
                table: "workflow_instance",
                column: "parent_instance_id",
                filter: "parent_instance_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instance_tenant_id_business_key",
                table: "workflow_instance",
                columns: new[] { "tenant_id", "business_key" },
                filter: "business_key is not null");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instance_tenant_id_case_key",
                table: "workflow_instance",
                columns: new[] { "tenant_id", "case_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instance_tenant_id_correlation_id",
                table: "workflow_instance",
                columns: new[] { "tenant_id", "correlation_id" },
                filter: "correlation_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instance_tenant_id_created_at",
                table: "workflow_instance",
                columns: new[] { "tenant_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instance_tenant_id_open_key",
                table: "workflow_instance",
                columns: new[] { "tenant_id", "open_key" },
                unique: true,
                filter: "open_key is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_link");

            migrationBuilder.DropTable(
                name: "api_key");

            migrationBuilder.DropTable(
                name: "armed_timer");

            migrationBuilder.DropTable(
                name: "audit_entry");

            migrationBuilder.DropTable(
                name: "carrier_instruction");

            migrationBuilder.DropTable(
                name: "configuration_item");

            migrationBuilder.DropTable(
                name: "contact_point");

            migrationBuilder.DropTable(
                name: "customer_answer");

            migrationBuilder.DropTable(
                name: "done_operation");

            migrationBuilder.DropTable(
                name: "import_error");

            migrationBuilder.DropTable(
                name: "import_mapping");

            migrationBuilder.DropTable(
                name: "job_progress");

            migrationBuilder.DropTable(
                name: "journal_entry");

            migrationBuilder.DropTable(
                name: "membership");

            migrationBuilder.DropTable(
                name: "message");

            migrationBuilder.DropTable(
                name: "order_line");

            migrationBuilder.DropTable(
                name: "outbox_entry");

            migrationBuilder.DropTable(
                name: "protection_key");

            migrationBuilder.DropTable(
                name: "running_node");

            migrationBuilder.DropTable(
                name: "stored_chunk");

            migrationBuilder.DropTable(
                name: "stored_file");

            migrationBuilder.DropTable(
                name: "tracking_event");

            migrationBuilder.DropTable(
                name: "user_task");

            migrationBuilder.DropTable(
                name: "user_task_draft");

            migrationBuilder.DropTable(
                name: "user_task_event");

            migrationBuilder.DropTable(
                name: "work_queue");

            migrationBuilder.DropTable(
                name: "work_queue_member");

            migrationBuilder.DropTable(
                name: "workflow_bookmark");

            migrationBuilder.DropTable(
                name: "workflow_instance");

            migrationBuilder.DropTable(
                name: "party");

            migrationBuilder.DropTable(
                name: "delivery_incident");

            migrationBuilder.DropTable(
                name: "import_job");

            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "tenant");

            migrationBuilder.DropTable(
                name: "stored_content");

            migrationBuilder.DropTable(
                name: "shipment");

            migrationBuilder.DropTable(
                name: "sales_order");
        }
    }
}
