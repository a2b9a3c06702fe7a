using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BackOfficeFlow.Data.Tests;

/// <summary>No SQL Server runs where the tests run: its schema is checked by Microsoft's own parser and model, and by rules for what those miss.</summary>
public sealed class SqlServerScriptTests : IAsyncDisposable
{
    readonly ServiceProvider parts = ModelOnly.On(DatabaseProviders.SqlServer);
    readonly IServiceScope scope;
    readonly BackOfficeDb db;

    public SqlServerScriptTests()
    {
        scope = parts.CreateScope();
        db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
    }

    public ValueTask DisposeAsync()
    {
        scope.Dispose();
        return parts.DisposeAsync();
    }

    IModel Model => db.GetService<IDesignTimeModel>().Model;

    [Fact]
    public void The_schema_is_valid()
    {
        using var model = new TSqlModel(SqlServerVersion.Sql150, new TSqlModelOptions());
        var statements = Statements(db.Database.GenerateCreateScript()).ToList();
        statements.Count.ShouldBeGreaterThan(Model.GetEntityTypes().Count());
        foreach (var statement in statements)
            model.AddObjects(statement);

        var problems = model.Validate().Where(message => message.MessageType == Microsoft.SqlServer.Dac.DacMessageType.Error).Select(message => message.Message).ToList();

        problems.ShouldBeEmpty();
    }

    [Fact]
    public void Every_migration_is_written_in_its_dialect()
    {
        var script = db.GetService<IMigrator>().GenerateScript();

        Errors(script).ShouldBeEmpty();
    }

    [Fact]
    public void Statements_that_the_runtime_writes_by_hand_are_of_its_dialect()
    {
        var dialect = new SqlServerDialect();
        string[] statements =
        [
            dialect.SelectLocked("id, state", "workflow_instance", "id = @id and tenant_id = @tenant"),
            dialect.InsertOnce("outbox_entry", ["tenant_id", "kind", "entry_key", "payload"], ["tenant_id", "kind", "entry_key"]),
            dialect.InsertOrUpdate("armed_timer", ["tenant_id", "kind", "entry_key", "due_at"], ["tenant_id", "kind", "entry_key"]),
            dialect.Claim("armed_timer", "sequence, tenant_id, kind"),
            "update outbox_entry set state = 'Waiting', visible_at = @now where state = 'Early' and hash is not null and exists (select 1 from workflow_bookmark b where b.tenant_id = outbox_entry.tenant_id and b.hash = outbox_entry.hash)",
            "select min(visible_at) from armed_timer where visible_at is not null",
            "update armed_timer set visible_at = @now, lease_id = null, lease_node = null where visible_at > @now and visible_at <= @latest and lease_id is not null and lease_node <> @node and lease_node not in (select id from running_node where seen_at >= @since)",
            "update workflow_bookmark set due_at = @due where id = @bookmark and tenant_id = @tenant and exists (select 1 from armed_timer where sequence = @sequence and tenant_id = @tenant and due_at = @was and lease_id is null and attempts = 0 and visible_at is not null)"
        ];

        foreach (var statement in statements)
            Errors(statement).ShouldBeEmpty(statement);
    }

    [Fact]
    public void Nothing_is_deleted_or_emptied_in_the_wake_of_something_else()
    {
        Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys())
            .Where(key => !key.IsOwnership && key.DeleteBehavior is not (DeleteBehavior.Restrict or DeleteBehavior.NoAction))
            .Select(key => key.ToString())
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_indexed_column_has_a_length_that_an_index_can_hold()
    {
        var tooLong =
            from type in Model.GetEntityTypes()
            from index in type.GetIndexes()
            let bytes = index.Properties.Sum(Bytes)
            let limit = index.IsClustered() == true ? 900 : 1700
            where bytes > limit
            select $"{type.ShortName()} ({string.Join(", ", index.Properties.Select(property => property.Name))}): {bytes} bytes";

        tooLong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_has_a_length_that_a_key_can_hold()
    {
        var tooLong =
            from type in Model.GetEntityTypes()
            from key in type.GetKeys()
            let bytes = key.Properties.Sum(Bytes)
            where bytes > (key.IsClustered() == false ? 1700 : 900)
            select $"{type.ShortName()} ({string.Join(", ", key.Properties.Select(property => property.Name))}): {bytes} bytes";

        tooLong.ShouldBeEmpty();
    }

    [Fact]
    public void Texts_numbers_and_instants_have_sizes_that_exist()
    {
        var wrong =
            from type in Model.GetEntityTypes()
            from property in type.GetProperties()
            where property.GetMaxLength() > (property.IsUnicode() == false ? 8000 : 4000) || property.GetPrecision() > 38
            select $"{type.ShortName()}.{property.Name}";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Rows_lie_in_the_order_of_their_tenant_and_sequence()
    {
        var scattered =
            from type in Model.GetEntityTypes()
            where typeof(ITenantRow).IsAssignableFrom(type.ClrType) && !type.IsOwned() && type.BaseType is null
            where type.FindPrimaryKey() is { Properties: [{ ClrType: var key }] } primary && key == typeof(Guid) && primary.IsClustered() != false
            select type.ShortName();

        scattered.ShouldBeEmpty();
    }

    static int Bytes(IProperty property)
    {
        var kind = property.GetValueConverter()?.ProviderClrType ?? property.ClrType;
        kind = Nullable.GetUnderlyingType(kind) ?? kind;
        if (kind == typeof(string) || kind.IsEnum)
            return property.GetMaxLength() is > 0 and var length ? length * (property.IsUnicode() == false ? 1 : 2) : 1_000_000;
        if (kind == typeof(byte[]))
            return property.GetMaxLength() is > 0 and var size ? size : 1_000_000;
        return kind == typeof(Guid) || kind == typeof(decimal) ? 16 : 10;
    }

    static IEnumerable<string> Statements(string script)
    {
        var parser = new TSql150Parser(initialQuotedIdentifiers: true);
        using var reader = new StringReader(script);
        var tree = (TSqlScript)parser.Parse(reader, out var errors);
        errors.Select(error => $"{error.Line}: {error.Message}").ShouldBeEmpty();
        var writer = new Sql150ScriptGenerator();
        foreach (var statement in tree.Batches.SelectMany(batch => batch.Statements).SelectMany(Unwrap))
        {
            writer.GenerateScript(statement, out var text);
            yield return text;
        }
    }

    static IEnumerable<TSqlStatement> Unwrap(TSqlStatement statement) => statement switch
    {
        BeginEndBlockStatement block => block.StatementList.Statements.SelectMany(Unwrap),
        IfStatement condition => Unwrap(condition.ThenStatement),
        CreateTableStatement or CreateIndexStatement or AlterTableStatement or CreateSchemaStatement => [statement],
        _ => []
    };

    static List<string> Errors(string sql)
    {
        using var reader = new StringReader(sql);
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return [.. errors.Select(error => $"{error.Line}: {error.Message}")];
    }
}
