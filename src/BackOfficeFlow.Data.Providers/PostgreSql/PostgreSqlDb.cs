using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Data.Providers;

/// <summary>The context on PostgreSQL.</summary>
public sealed class PostgreSqlDb(DbContextOptions<PostgreSqlDb> options, RecordAssemblies rooms) : BackOfficeDb(options, rooms);
