using System.Collections.Immutable;
using System.Globalization;

namespace BackOfficeFlow.Work.Forms;

/// <summary>What is wrong with a form while somebody corrects it: what the last attempt said, minus what has been put right since, plus what was left wrong.</summary>
sealed record FormNews(IReadOnlyDictionary<string, string> Told, ImmutableHashSet<string> Changed, IReadOnlyDictionary<string, string> Now)
{
    static readonly Dictionary<string, string> Nothing = [];

    public static readonly FormNews None = Of(Nothing);

    public static FormNews Of(IReadOnlyDictionary<string, string> told) => new(told, [], told);

    public FormNews WithChange(string field) => this with { Changed = Changed.Add(field) };

    /// <summary>Looks again. In the fields that the person has <paramref name="left"/>, what is wrong is said though nobody has tried to finish.</summary>
    public FormNews Checked(FormDocument form, IReadOnlyDictionary<string, object?> values, FormContext? context, IReadOnlySet<string> left, CultureInfo culture)
    {
        if (Changed.IsEmpty)
            return this with { Now = Told };

        var told = Told.Keys.Select(Root).ToHashSet();
        var old = Told.Where(error => !IsNews(form, Root(error.Key)));
        var again = context is null ? [] : Errors(form, values, context, culture).Where(error => told.Contains(Root(error.Key)) && IsNews(form, Root(error.Key)));
        // As a draft: what is still empty is asked for when the person wants to finish.
        var fresh = context is null ? [] : Errors(form, values, context with { Draft = true }, culture)
            .Where(error => !told.Contains(Root(error.Key)) && Changed.Contains(Root(error.Key)) && left.Contains(Root(error.Key)));
        return this with { Now = old.Concat(again).Concat(fresh).ToDictionary() };
    }

    // A date that must not come before another is looked at again when either changes.
    bool IsNews(FormDocument form, string field) =>
        Changed.Contains(field) || (form.Find(field)?.AfterField is { } earlier && Changed.Contains(earlier));

    static IEnumerable<KeyValuePair<string, string>> Errors(FormDocument form, IReadOnlyDictionary<string, object?> values, FormContext context, CultureInfo culture) =>
        FormChecker.Check(form, values, context).Errors.DistinctBy(error => error.Field).Select(error => KeyValuePair.Create(error.Field, error.Say(culture)));

    static string Root(string path) => path.Split('.', '[')[0];
}
