namespace BackOfficeFlow.Work.Forms;

/// <summary>Which fields are shown and which are required, given the values so far. The page and the check ask here.</summary>
public static class FormConditions
{
    /// <summary>A field whose condition looks at a hidden field sees it as empty.</summary>
    public static bool IsVisible(FormDocument form, FormField field, IReadOnlyDictionary<string, object?> values, string? outcome) =>
        Hold(form, field.VisibleWhen, values, outcome, 0);

    public static bool IsRequired(FormDocument form, FormField field, IReadOnlyDictionary<string, object?> values, string? outcome) =>
        field.Required || (field.RequiredWhen.Count > 0 && Hold(form, field.RequiredWhen, values, outcome, 0));

    static bool Hold(FormDocument form, IReadOnlyList<FieldCondition> conditions, IReadOnlyDictionary<string, object?> values, string? outcome, int depth) =>
        conditions.All(condition => Holds(form, condition, values, outcome, depth));

    static bool Holds(FormDocument form, FieldCondition condition, IReadOnlyDictionary<string, object?> values, string? outcome, int depth)
    {
        var value = condition.Field is FieldCondition.Outcome ? outcome : Seen(form, condition.Field, values, outcome, depth);
        return condition.Values.Any(wanted => Same(value, wanted)) != condition.Negated;
    }

    static object? Seen(FormDocument form, string name, IReadOnlyDictionary<string, object?> values, string? outcome, int depth)
    {
        // The reader refuses circles; the depth only keeps a hand-made document from running forever.
        if (form.Find(name) is not { } field || depth > 50 || !Hold(form, field.VisibleWhen, values, outcome, depth + 1))
            return null;
        return values.GetValueOrDefault(name);
    }

    static bool Same(object? value, object? wanted) => (value, wanted) switch
    {
        (null or "", null) => true,
        (null, false) => true,   // a box that nobody ticked
        (string text, bool flag) => bool.TryParse(text, out var given) && given == flag,
        (string text, string other) => text == other,
        (bool flag, bool other) => flag == other,
        (List<object?> several, string one) => several.Contains(one),
        (long or int or decimal or double, long or decimal) => Convert.ToDecimal(value, null) == Convert.ToDecimal(wanted, null),
        _ => false,
    };
}
