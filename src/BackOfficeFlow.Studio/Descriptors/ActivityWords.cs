using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text;
using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Studio;

/// <summary>
/// What the palette says in one language. English stands on the activities themselves; other languages in the Activities.resx of the areas:
/// a step and all that it takes under its type, and what many have in common under Name, Port, Option and Category.
/// </summary>
sealed class ActivityWords
{
    static readonly ConcurrentDictionary<(ActivityRegistry, string), ActivityWords> Known = new();

    readonly Dictionary<string, string> words = new(StringComparer.Ordinal);

    ActivityWords(ActivityRegistry registry, CultureInfo language)
    {
        foreach (var (assembly, area) in registry.All.Select(activity => (activity.ActivityType.Assembly, activity.ActivityType.Namespace)).Distinct())
            foreach (System.Collections.DictionaryEntry word in Read(assembly, area + ".Activities", language))
                words[(string)word.Key] = (string)word.Value!;
    }

    public static ActivityWords Of(ActivityRegistry registry, string language) =>
        Known.GetOrAdd((registry, language), key => new ActivityWords(key.Item1, CultureInfo.GetCultureInfo(key.Item2)));

    public string Type(ActivityDescriptor activity) => Find(activity.Type) ?? Spaced(activity.DisplayName);

    public string Description(ActivityDescriptor activity) => Find($"{activity.Type}.Description") ?? activity.Attribute.Description;

    /// <summary>What a member (input, output or part) is for.</summary>
    public string Purpose(ActivityDescriptor activity, string member, string english) => Find($"{activity.Type}.{member}") ?? english;

    public string Name(string member, string displayName = "") => Find($"Name.{member}") ?? (displayName.Length > 0 ? displayName : Spaced(member));

    public string Port(string port) => Find($"Port.{port}") ?? Spaced(port);

    public string Option(string option) => Find($"Option.{option}") ?? Spaced(option);

    public string Category(string category) => Find($"Category.{category}") ?? category;

    string? Find(string key) => words.GetValueOrDefault(key);

    static IEnumerable<object> Read(Assembly assembly, string name, CultureInfo language)
    {
        try
        {
            return new ResourceManager(name, assembly).GetResourceSet(language, createIfNotExists: true, tryParents: false)?.Cast<object>() ?? [];
        }
        catch (MissingManifestResourceException)
        {
            return [];
        }
    }

    /// <summary>CorrelationId reads "Correlation id"; what has spaces or no small letters stays.</summary>
    internal static string Spaced(string name)
    {
        if (name.Contains(' ', StringComparison.Ordinal) || !name.Any(char.IsLower))
            return name;
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var beginsWord = i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (beginsWord)
                text.Append(' ');
            var staysCapital = i == 0 || (char.IsUpper(name[i]) && ((i + 1 < name.Length && char.IsUpper(name[i + 1])) || (!beginsWord && char.IsUpper(name[i - 1]))));
            text.Append(staysCapital ? name[i] : char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}
