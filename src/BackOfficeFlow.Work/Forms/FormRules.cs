using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Forms;

/// <summary>What must fit together between the fields of a form.</summary>
static class FormRules
{
    public static void Check(DocumentPart root, IReadOnlyList<FormField> fields)
    {
        var names = fields.Select(field => field.Name).ToHashSet();
        foreach (var field in fields)
        {
            var part = root.At("properties").At(field.Name);
            if (field.Minimum > field.Maximum || field.MinLength > field.MaxLength || field.MinItems > field.MaxItems)
                part.Report(Texts.All, "LimitsCrossed", field.Name);
            if (field.AfterField is { } other && fields.FirstOrDefault(each => each.Name == other)?.Kind is not (FieldKind.Date or FieldKind.DateTime))
                part.At("afterField").Report(Texts.All, "NotADateField", other);

            foreach (var condition in field.RequiredWhen.Concat(field.VisibleWhen))
                CheckCondition(part, field, condition, fields, names);
        }

        foreach (var field in fields.Where(field => SeesItself(field, fields, [])))
            root.At("properties").At(field.Name).Report(Texts.All, "VisibleCircle", field.Name);
    }

    static void CheckCondition(DocumentPart part, FormField field, FieldCondition condition, IReadOnlyList<FormField> fields, HashSet<string> names)
    {
        if (condition.Field is FieldCondition.Outcome)
            return;
        if (!names.Contains(condition.Field) || condition.Field == field.Name)
        {
            part.Report(Texts.All, "UnknownField", condition.Field, string.Join(", ", names.Where(name => name != field.Name)));
            return;
        }

        var options = fields.First(each => each.Name == condition.Field).Options.Select(option => option.Value).ToList();
        foreach (var value in condition.Values.OfType<string>().Where(value => options.Count > 0 && !options.Contains(value)))
            part.Report(Texts.All, "NotAnOptionOf", value, condition.Field, string.Join(", ", options));
    }

    static bool SeesItself(FormField field, IReadOnlyList<FormField> fields, HashSet<string> path) =>
        !path.Add(field.Name) ||
        field.VisibleWhen.Any(condition => fields.FirstOrDefault(each => each.Name == condition.Field) is { } next && SeesItself(next, fields, [.. path]));
}
