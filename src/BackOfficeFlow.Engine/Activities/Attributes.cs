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

    /// <summary>Where a flow begins, or ends: nothing goes in, or out.</summary>
    public bool IsStart { get; init; }
    public bool IsTerminal { get; init; }

    /// <summary>Understood where it stands in a definition, but not offered in the palette.</summary>
    public bool IsHidden { get; init; }

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

    /// <summary>
    /// The control that the designer shows, by Elsa's names (singleline, multiline, dropdown, code-editor …); what suits the property's type when
    /// empty. "script" is a script that the activity runs itself.
    /// </summary>
    public string Hint { get; init; } = "";

    /// <summary>The name of a list of options that some room brings (queues, forms, tables …).</summary>
    public string Options { get; init; } = "";

    /// <summary>The options of a list that never changes.</summary>
    public string[] Choices { get; init; } = [];

    /// <summary>Outcomes that the step has whatever the designer lists here.</summary>
    public string[] FixedOutcomes { get; init; } = [];

    /// <summary>What a step that has just been drawn holds, as the designer would have typed it.</summary>
    public string Initial { get; init; } = "";

    /// <summary>How the value is written, shown beside the control: d.hh:mm:ss.</summary>
    public string Format { get; init; } = "";

    /// <summary>Written as a bare value, never as an expression.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Kept where a definition has it, but not offered: it does nothing here.</summary>
    public bool IsHidden { get; init; }

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

    /// <summary>The control that the designer shows, by Elsa's names; without one the designer has a way of its own for the part.</summary>
    public string Hint { get; init; } = "";

    /// <summary>The part is the text that is written; other parts of type text are a nested activity, of which they get the id.</summary>
    public bool IsText { get; init; }
}
