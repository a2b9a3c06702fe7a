using System.Data.Common;

namespace BackOfficeFlow.Data;

/// <summary>Values on their way into hand-written statements.</summary>
public static class SqlValues
{
    /// <summary>A parameter for a value that is not null (a null stands in the statement as such, where every database knows its type). One without a name goes by its place.</summary>
    public static DbParameter Parameter(DbCommand maker, Dialect dialect, string name, object value)
    {
        var parameter = maker.CreateParameter();
        if (name.Length > 0)
            parameter.ParameterName = "@" + name;
        parameter.Value = value switch
        {
            DateTimeOffset instant => dialect.Instant(instant),
            Enum word => word.ToString(),
            _ => value
        };
        return parameter;
    }

    public static void Bind(this DbCommand command, Dialect dialect, params IReadOnlyList<(string Name, object Value)> values)
    {
        foreach (var (name, value) in values)
            command.Parameters.Add(Parameter(command, dialect, name, value));
    }
}
