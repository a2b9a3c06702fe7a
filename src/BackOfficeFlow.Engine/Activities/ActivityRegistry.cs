using System.Reflection;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>The activity types that a host offers, found by the name that stands in definitions.</summary>
public sealed class ActivityRegistry
{
    /// <summary>The activities that the engine brings.</summary>
    public static readonly IReadOnlyList<Type> BuiltIn =
        [.. typeof(ActivityRegistry).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsDefined(typeof(ActivityAttribute))).OrderBy(type => type.Name, StringComparer.Ordinal)];

    readonly Dictionary<string, List<ActivityDescriptor>> byType = new(StringComparer.Ordinal);

    public ActivityRegistry(IEnumerable<Type> activityTypes)
    {
        foreach (var type in activityTypes.Distinct())
        {
            var descriptor = new ActivityDescriptor(type);
            if (!byType.TryGetValue(descriptor.Type, out var versions))
                byType[descriptor.Type] = versions = [];
            if (versions.Any(other => other.Version == descriptor.Version))
                throw new ArgumentException($"Two activities are called {descriptor.Type} version {descriptor.Version}: {versions[0].ActivityType.Name} and {type.Name}.", nameof(activityTypes));
            versions.Add(descriptor);
            versions.Sort((left, right) => right.Version.CompareTo(left.Version));
        }
    }

    /// <summary>Built-in activities and those of these assemblies.</summary>
    public static ActivityRegistry With(params IEnumerable<Assembly> assemblies) => new(BuiltIn.Concat(assemblies.SelectMany(TypesIn)));

    /// <summary>The activity types of an assembly.</summary>
    public static IEnumerable<Type> TypesIn(Assembly assembly) =>
        assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Activity)) && type.IsDefined(typeof(ActivityAttribute)));

    public IEnumerable<ActivityDescriptor> All => byType.Values.SelectMany(versions => versions);

    /// <summary>The type in the version asked for; the newest when that version is absent or unknown.</summary>
    public ActivityDescriptor? Find(string type, int? version = null) => byType.TryGetValue(type, out var versions)
        ? versions.Find(descriptor => descriptor.Version == version) ?? versions[0]
        : null;
}
