namespace BackOfficeFlow.Work.Forms;

/// <summary>
/// The one check of a form's values. The page asks it while somebody types, the request that completes a task asks it again:
/// what the browser passed is never taken on trust.
/// </summary>
public static class FormChecker
{
    public const int CommentLength = 10;

    /// <summary>A field of this name is the comment of whoever finishes the task.</summary>
    public const string CommentField = "comment";

    public static FormCheck Check(FormDocument form, IReadOnlyDictionary<string, object?> values, FormContext context)
    {
        var errors = new List<FormError>();
        var kept = new Dictionary<string, object?>(StringComparer.Ordinal);

        foreach (var name in values.Keys.Where(name => form.Find(name) is null).Order(StringComparer.Ordinal))
            errors.Add(new FormError(name, "FieldUnknown", [name]));

        foreach (var field in form.Fields.Where(field => FormConditions.IsVisible(form, field, values, context.Outcome)))
        {
            var value = new FieldReading(field, field.Name, context, errors).Read(values.GetValueOrDefault(field.Name));
            if (value is not null)
                kept[field.Name] = value;
            else if (context.Draft && values.GetValueOrDefault(field.Name) is { } typed)
                kept[field.Name] = typed;
            else if (!context.Draft && !errors.Any(error => error.Field == field.Name) && FormConditions.IsRequired(form, field, values, context.Outcome))
                errors.Add(new FormError(field.Name, RequiredCode(field), []));
        }

        CheckOrder(form, kept, errors);
        CheckComment(form, kept, context, errors);
        return new FormCheck(kept, errors);
    }

    static string RequiredCode(FormField field) => field.Kind switch
    {
        FieldKind.Choice or FieldKind.Lookup or FieldKind.Bool => "RequiredChoice",
        FieldKind.Choices => "RequiredChoices",
        FieldKind.File or FieldKind.Files => "RequiredFile",
        FieldKind.Confirm => "NotConfirmed",
        FieldKind.Grid => "RequiredRows",
        _ => "Required",
    };

    static void CheckOrder(FormDocument form, Dictionary<string, object?> kept, List<FormError> errors)
    {
        foreach (var field in form.Fields)
            if (field.AfterField is { } earlier && Ticks(kept.GetValueOrDefault(field.Name)) < Ticks(kept.GetValueOrDefault(earlier)))
                errors.Add(new FormError(field.Name, "MustNotBeBefore", [kept[earlier]]));
    }

    static long? Ticks(object? value) => value switch
    {
        DateOnly date => date.ToDateTime(TimeOnly.MinValue).Ticks,
        DateTimeOffset instant => instant.UtcTicks,
        _ => null,
    };

    static void CheckComment(FormDocument form, Dictionary<string, object?> kept, FormContext context, List<FormError> errors)
    {
        if (!context.NegativeOutcome || context.Draft || errors.Any(error => error.Field is CommentField))
            return;
        var comment = form.Find(CommentField) is null ? context.Comment : kept.GetValueOrDefault(CommentField) as string;
        if ((comment?.Trim().Length ?? 0) < CommentLength)
            errors.Add(new FormError(CommentField, "CommentTooShort", [CommentLength]));
    }
}
