namespace BackOfficeFlow.Engine.Activities;

/// <summary>Names an activity type as it stands in every saved definition, and what the designer's palette shows (English; Spanish in Activities.es.resx).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityAttribute(string type) : Attribute
{
    /// <summary>The stored name, e.g. "BackOffice.UserTask". Never changes.</summary>
    public string Type { get; } = type;

    public int Version { get; init; } = 1;
    public required string Category { get; init; }

    /// <summary>Shown in the palette; the last part of the type when empty.</summary>
    public string DisplayName { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>Fixed outcomes; "Done" when empty.</summary>
    public string[] Outcomes { get; init; } = [];

    /// <summary>May start an instance.</summary>
    public bool IsTrigger { get; init; }

    /// <summary>Changes business records: the host runs it inside a savepoint, so that a failure leaves nothing behind but its incident.</summary>
    public bool TouchesRecords { get; init; }
}

/// <summary>A value that the designer sets: evaluated before the activity runs, converted to the property's type.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute(string description) : Attribute
{
    public string Description { get; } = description;
    public string DisplayName { get; init; } = "";
    public string Category { get; init; } = "";

    /// <summary>The control that the designer shows (Elsa's names: singleline, multiline, dropdown, checkbox, code-editor …).</summary>
    public string Hint { get; init; } = "";

    /// <summary>The key of a list of options that some room registers (queues, forms, tables …).</summary>
    public string Options { get; init; } = "";

    /// <summary>The definition does not compile without it.</summary>
    public bool Required { get; init; }

    /// <summary>The activity evaluates it itself, perhaps many times.</summary>
    public bool Lazy { get; init; }
}

/// <summary>A value that the activity leaves behind: captured into a variable or workflow output, and readable by later expressions.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string description) : Attribute
{
    public string Description { get; } = description;

    /// <summary>Nothing is no value: what it is bound to stays as it was.</summary>
    public bool SkipsNull { get; init; }
}

/// <summary>A plain part of the activity's JSON that is not an expression: nested activities, cases, connections.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PartAttribute(string description) : Attribute
{
    public string Description { get; } = description;

    /// <summary>The part is the text that is written; other parts of type text are a nested activity, of which they get the id.</summary>
    public bool IsText { get; init; }
}
