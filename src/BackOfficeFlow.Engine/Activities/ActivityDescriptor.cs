using System.Reflection;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>What the engine knows of an activity type: its attributes, and how to make one and reach its properties without reflection at run time.</summary>
public sealed class ActivityDescriptor
{
    public Type ActivityType { get; }
    public ActivityAttribute Attribute { get; }
    public string Type => Attribute.Type;
    public int Version => Attribute.Version;
    public string DisplayName => Attribute.DisplayName.Length > 0 ? Attribute.DisplayName : Type[(Type.LastIndexOf('.') + 1)..];
    public IReadOnlyList<InputDescriptor> Inputs { get; }
    public IReadOnlyList<OutputDescriptor> Outputs { get; }
    public IReadOnlyList<PartDescriptor> Parts { get; }

    /// <summary>Runs children.</summary>
    public bool IsContainer { get; }

    /// <summary>May change records: it says so, or it has collaborators through which it can. Its host makes a failure undo what it did.</summary>
    public bool TouchesRecords { get; }

    readonly Func<Activity>? make;

    public ActivityDescriptor(Type activityType)
    {
        ActivityType = activityType;
        Attribute = activityType.GetCustomAttribute<ActivityAttribute>()
            ?? throw new ArgumentException($"{activityType.Name} has no [Activity] attribute.", nameof(activityType));
        TouchesRecords = Attribute.TouchesRecords || activityType.GetConstructors().Any(constructor => constructor.GetParameters().Length > 0);
        var properties = activityType.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        Inputs = [.. properties.Where(property => property.IsDefined(typeof(InputAttribute))).Select(property => new InputDescriptor(property))];
        Outputs = [.. properties.Where(property => property.IsDefined(typeof(OutputAttribute))).Select(property => new OutputDescriptor(property))];
        Parts = [.. properties.Where(property => property.IsDefined(typeof(PartAttribute))).Select(property => new PartDescriptor(property))];
        IsContainer = activityType.GetMethod(nameof(Activity.ChildEnded))!.DeclaringType != typeof(Activity);
        if (activityType.GetConstructor(System.Type.EmptyTypes) is not null)
            make = typeof(ActivityDescriptor).GetMethod(nameof(MakeNew), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(activityType).CreateDelegate<Func<Activity>>();
    }

    static Activity MakeNew<T>() where T : Activity, new() => new T();

    /// <summary>It has no collaborators, so that anybody can make one.</summary>
    internal bool CanMake => make is not null;

    /// <summary>A fresh activity; null when it has collaborators, which only the host can give it.</summary>
    internal Activity? Make() => make?.Invoke();
}

/// <summary>A property marked <see cref="InputAttribute"/>.</summary>
public sealed class InputDescriptor(PropertyInfo property)
{
    public InputAttribute Attribute { get; } = property.GetCustomAttribute<InputAttribute>()!;

    /// <summary>As in C#; in JSON it begins with a small letter.</summary>
    public string Name { get; } = property.Name;
    public string JsonName { get; } = PropertyAccess.Camel(property.Name);
    public Type ValueType { get; } = property.PropertyType;
    internal PropertyAccess Access { get; } = PropertyAccess.For(property);
}

/// <summary>A property marked <see cref="OutputAttribute"/>.</summary>
public sealed class OutputDescriptor(PropertyInfo property)
{
    public OutputAttribute Attribute { get; } = property.GetCustomAttribute<OutputAttribute>()!;
    public string Name { get; } = property.Name;
    public string JsonName { get; } = PropertyAccess.Camel(property.Name);
    public Type ValueType { get; } = property.PropertyType;
    internal PropertyAccess Access { get; } = PropertyAccess.For(property);
}

/// <summary>A property marked <see cref="PartAttribute"/>.</summary>
public sealed class PartDescriptor(PropertyInfo property)
{
    public PartAttribute Attribute { get; } = property.GetCustomAttribute<PartAttribute>()!;
    public string Name { get; } = property.Name;
    public string JsonName { get; } = PropertyAccess.Camel(property.Name);
    public Type ValueType { get; } = property.PropertyType;
    internal PropertyAccess Access { get; } = PropertyAccess.For(property);
}
