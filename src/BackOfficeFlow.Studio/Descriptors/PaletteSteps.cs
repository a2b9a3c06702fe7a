using System.Globalization;
using System.Text.Json.Nodes;
using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Studio;

/// <summary>Makes the palette from what the activities say of themselves.</summary>
static class PaletteSteps
{
    // For these the designer works the ways out out itself, from what their inputs say.
    static readonly HashSet<string> PortsOfStudio = ["Elsa.HttpEndpoint", "Elsa.FlowSendHttpRequest", "Elsa.DownloadHttpFile"];

    public static PaletteStep Of(ActivityDescriptor activity, ActivityWords words)
    {
        var dot = activity.Type.LastIndexOf('.');
        return new PaletteStep(activity.Type, activity.Type[..dot], activity.Type[(dot + 1)..], activity.Version)
        {
            Category = words.Category(activity.Attribute.Category),
            DisplayName = words.Type(activity),
            Description = words.Description(activity),
            Inputs = [.. Inputs(activity, words).Select((input, place) => input with { Order = place })],
            Outputs = [.. activity.Outputs.Select((output, place) => Output(activity, output, words) with { Order = place })],
            Kind = activity.Attribute.IsTrigger ? "Trigger" : "Action",
            Ports = [.. Ports(activity, words)],
            ConstructionProperties = Initial(activity),
            IsContainer = activity.ActivityType == typeof(Flowchart) || activity.Parts.Any(part => part.Name == nameof(Sequence.Activities)),
            IsBrowsable = !activity.Attribute.IsHidden,
            IsStart = activity.Attribute.IsStart,
            IsTerminal = activity.Attribute.IsTerminal
        };
    }

    static IEnumerable<InputShape> Inputs(ActivityDescriptor activity, ActivityWords words)
    {
        var fresh = new Lazy<Activity>(() => FreshOf(activity.ActivityType));
        return activity.Parts.Where(part => part.Attribute.Hint.Length > 0).Select(part => Input(activity, part, words))
            .Concat(activity.Inputs.Select(input => Input(activity, input, words, fresh)));
    }

    static InputShape Input(ActivityDescriptor activity, InputDescriptor input, ActivityWords words, Lazy<Activity> fresh)
    {
        var hint = InputControls.HintOf(input.Attribute, input.ValueType);
        return new InputShape(input.Name, TypeOf(input, hint))
        {
            DisplayName = words.Name(input.Name, input.Attribute.DisplayName),
            Description = words.Purpose(activity, input.Name, input.Attribute.Description),
            Category = input.Attribute.Category.Length > 0 ? words.Category(input.Attribute.Category) : null,
            IsBrowsable = !input.Attribute.IsHidden,
            IsWrapped = !input.Attribute.IsPlain,
            UiHint = hint,
            DefaultValue = DefaultOf(activity.ActivityType.GetProperty(input.Name)!.GetValue(fresh.Value)),
            DefaultSyntax = input.Attribute.Hint == "script" ? "JavaScript" : hint == "outcome-picker" ? "Object" : null,
            UiSpecifications = InputControls.SpecificationsOf(input.Attribute, input.ValueType, words)
        };
    }

    // What is edited as a list or as a document is kept as one, even where the step takes anything.
    static string TypeOf(InputDescriptor input, string hint) => (hint, input.ValueType == typeof(object)) switch
    {
        ("dynamic-outcomes" or "multitext", true) => "List<String>",
        ("json-editor", true) => "JsonElement",
        _ => TypeAliases.Of(input.ValueType)
    };

    static InputShape Input(ActivityDescriptor activity, PartDescriptor part, ActivityWords words) => new(part.Name, TypeAliases.Of(part.ValueType))
    {
        DisplayName = words.Name(part.Name),
        Description = words.Purpose(activity, part.Name, part.Attribute.Description),
        IsWrapped = false,
        UiHint = part.Attribute.Hint,
        UiSpecifications = part.Attribute.Hint == "dropdown" ? InputControls.Dropdown(InputControls.ChoicesOf(part.ValueType, words)) : []
    };

    static OutputShape Output(ActivityDescriptor activity, OutputDescriptor output, ActivityWords words) => new(output.Name, TypeAliases.Of(output.ValueType))
    {
        DisplayName = words.Name(output.Name),
        Description = words.Purpose(activity, output.Name, output.Attribute.Description)
    };

    static IEnumerable<PortShape> Ports(ActivityDescriptor activity, ActivityWords words)
    {
        foreach (var part in activity.Parts.Where(part => part.ValueType == typeof(string) && !part.Attribute.IsText))
            yield return new PortShape(part.Name, words.Port(part.Name), PortShape.Embedded);
        if (PortsOfStudio.Contains(activity.Type))
            yield break;
        foreach (var outcome in activity.Attribute.Outcomes)
            yield return new PortShape(outcome, words.Port(outcome), PortShape.Flow);
    }

    static JsonObject Initial(ActivityDescriptor activity)
    {
        var initial = new JsonObject();
        foreach (var input in activity.Inputs.Where(input => input.Attribute.Initial.Length > 0))
        {
            var hint = InputControls.HintOf(input.Attribute, input.ValueType);
            initial[input.JsonName] = new JsonObject
            {
                ["typeName"] = TypeOf(input, hint),
                ["expression"] = new JsonObject { ["type"] = hint is "dynamic-outcomes" or "multitext" or "checklist" ? "Object" : "Literal", ["value"] = input.Attribute.Initial }
            };
        }
        return initial;
    }

    // Collaborators are only kept by the constructor, never asked anything in it: what the properties begin with can be seen without them.
    static Activity FreshOf(Type type)
    {
        var constructor = type.GetConstructors().OrderBy(each => each.GetParameters().Length).First();
        return (Activity)constructor.Invoke(new object?[constructor.GetParameters().Length]);
    }

    static JsonNode? DefaultOf(object? value) => value switch
    {
        null or "" or false or 0 or 0L or 0m => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int or long or decimal => JsonValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        TimeSpan span => span == TimeSpan.Zero ? null : JsonValue.Create(span.ToString("c", CultureInfo.InvariantCulture)),
        Enum choice => JsonValue.Create(choice.ToString()),
        IEnumerable<string> texts => new JsonArray([.. texts.Select(text => JsonValue.Create(text))]),
        IEnumerable<int> numbers => new JsonArray([.. numbers.Select(number => JsonValue.Create(number))]),
        _ => null
    };
}
