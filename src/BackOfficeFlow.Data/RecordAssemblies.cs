using System.Reflection;

namespace BackOfficeFlow.Data;

/// <summary>The assemblies in which rooms keep their records and mappings.</summary>
public sealed class RecordAssemblies(IEnumerable<RecordAssembly> assemblies)
{
    public IReadOnlyList<Assembly> All { get; } =
        [.. assemblies.Select(room => room.Assembly).Distinct().OrderBy(assembly => assembly.FullName, StringComparer.Ordinal)];

    internal string Names => string.Join(',', All.Select(assembly => assembly.GetName().Name));
}

/// <summary>One room's assembly; registered as a singleton by the room.</summary>
public sealed record RecordAssembly(Assembly Assembly);
