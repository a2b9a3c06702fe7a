using System.Xml.Linq;
using BackOfficeFlow.Engine.Activities;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

/// <summary>What the designer's palette says of steps: English on the activities themselves, Spanish in Activities.es.resx.</summary>
public sealed class ActivityTextTests
{
    static readonly IReadOnlyList<ActivityDescriptor> Activities =
        [.. ActivityRegistry.With(Room.All.Where(room => room.Name != "Engine").Select(room => room.Assembly)).All];

    static readonly IReadOnlyList<(string Key, string Text)> Spanish =
    [
        .. from file in SourceFile.Under("src", ".resx")
           where file.Name == "Activities.es.resx"
           from text in XDocument.Parse(file.Text).Root!.Elements("data")
           select ((string)text.Attribute("name")!, text.Element("value")?.Value ?? "")
    ];

    [Fact]
    public void Every_activity_and_all_that_it_takes_and_gives_is_named_in_english()
    {
        var silent = from activity in Activities from text in Texts(activity) where string.IsNullOrWhiteSpace(text.Value) select text.Key;

        silent.ShouldBeEmpty();
    }

    [Fact]
    public void Every_activity_and_all_that_it_takes_and_gives_is_named_in_spanish()
    {
        var said = Spanish.Where(text => !string.IsNullOrWhiteSpace(text.Text)).Select(text => text.Key).ToHashSet();

        Keys.Where(key => !said.Contains(key)).ShouldBeEmpty("Add it to the Activities.es.resx of the activity's area.");
    }

    [Fact]
    public void No_spanish_text_is_of_something_that_is_no_more()
    {
        Spanish.Select(text => text.Key).Except(Keys).ShouldBeEmpty();
        Spanish.Select(text => text.Key).ShouldBeUnique();
    }

    static IReadOnlyList<string> Keys => [.. Activities.SelectMany(activity => Texts(activity).Keys), .. Activities.SelectMany(Shared).Append("Option.None").Distinct()];

    /// <summary>Words that many activities have in common.</summary>
    static IEnumerable<string> Shared(ActivityDescriptor activity)
    {
        yield return $"Category.{activity.Attribute.Category}";
        foreach (var outcome in activity.Attribute.Outcomes)
            yield return $"Port.{outcome}";
        foreach (var part in activity.Parts)
            if (part.Attribute.Hint.Length > 0)
                yield return $"Name.{part.Name}";
            else if (part.ValueType == typeof(string) && !part.Attribute.IsText)
                yield return $"Port.{part.Name}";
        foreach (var input in activity.Inputs)
        {
            yield return $"Name.{input.Name}";
            if (input.Attribute.Category.Length > 0)
                yield return $"Category.{input.Attribute.Category}";
        }
        foreach (var output in activity.Outputs)
            yield return $"Name.{output.Name}";
        foreach (var choices in activity.Inputs.Select(input => input.ValueType).Concat(activity.Parts.Where(part => part.Attribute.Hint == "dropdown").Select(part => part.ValueType)).Where(IsChoice))
            foreach (var choice in Enum.GetNames(choices))
                yield return $"Option.{choice}";
    }

    // Statuses of HTTP keep the words of their standard.
    static bool IsChoice(Type type) => type.IsEnum && type != typeof(System.Net.HttpStatusCode);

    static Dictionary<string, string> Texts(ActivityDescriptor activity)
    {
        var texts = new Dictionary<string, string> { [activity.Type] = activity.DisplayName, [$"{activity.Type}.Description"] = activity.Attribute.Description };
        foreach (var input in activity.Inputs)
            texts[$"{activity.Type}.{input.Name}"] = input.Attribute.Description;
        foreach (var part in activity.Parts)
            texts[$"{activity.Type}.{part.Name}"] = part.Attribute.Description;
        foreach (var output in activity.Outputs)
            texts[$"{activity.Type}.{output.Name}"] = output.Attribute.Description;
        return texts;
    }
}
