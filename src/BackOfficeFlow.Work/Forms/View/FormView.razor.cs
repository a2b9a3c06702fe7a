using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace BackOfficeFlow.Work.Forms;

public sealed partial class FormView
{
    readonly HashSet<string> changed = [];
    IReadOnlyDictionary<string, string>? knownErrors;
    IReadOnlyDictionary<string, string> ownErrors = new Dictionary<string, string>();

    [Parameter, EditorRequired] public FormDocument Form { get; set; } = FormDocument.Empty;
    [Parameter] public IReadOnlyDictionary<string, object?> Values { get; set; } = new Dictionary<string, object?>();
    [Parameter] public EventCallback<IReadOnlyDictionary<string, object?>> ValuesChanged { get; set; }

    /// <summary>What the last attempt to finish said, by field ("wants", "address.postcode", "items[0].sku").</summary>
    [Parameter] public IReadOnlyDictionary<string, string> Errors { get; set; } = new Dictionary<string, string>();

    /// <summary>Gives the words of a text or "@key" in the reader's language.</summary>
    [Parameter] public Func<string, string> Text { get; set; } = text => text;

    [Parameter] public bool ReadOnly { get; set; }

    /// <summary>The outcome that the person is about to choose, where fields depend on it.</summary>
    [Parameter] public string? Outcome { get; set; }

    /// <summary>With it, a field that was changed is checked at once; without it errors come from the page alone.</summary>
    [Parameter] public FormContext? Checking { get; set; }

    [Parameter] public string Zone { get; set; } = "Europe/Madrid";
    [Parameter] public string IdPrefix { get; set; } = "f";

    /// <summary>The control for files, of whoever can store them.</summary>
    [Parameter] public RenderFragment<FieldSlot>? FileControl { get; set; }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(knownErrors, Errors))
            changed.Clear();
        knownErrors = Errors;
        CheckChanged();
    }

    FieldSlot SlotOf(FormField field) => new(field, field.Name, Values.GetValueOrDefault(field.Name), new FormLook(IdPrefix, ReadOnly, Zone, Text, ErrorOf, FileControl))
    {
        Set = value => Set(field, value),
        Required = FormConditions.IsRequired(Form, field, Values, Outcome),
    };

    void Set(FormField field, object? value)
    {
        var values = new Dictionary<string, object?>(Values, StringComparer.Ordinal);
        if (value is null)
            values.Remove(field.Name);
        else
            values[field.Name] = value;

        Values = values;
        changed.Add(field.Name);
        CheckChanged();
        _ = InvokeAsync(() => ValuesChanged.InvokeAsync(values));
        StateHasChanged();
    }

    // Once a field was changed, what the last attempt said about it is old news.
    string? ErrorOf(string path) =>
        changed.Contains(path.Split('.', '[')[0]) ? ownErrors.GetValueOrDefault(path) : Errors.GetValueOrDefault(path);

    void CheckChanged()
    {
        if (Checking is null || changed.Count == 0)
            return;
        // As a draft: what is still empty is asked for when the person wants to finish, not while they are typing.
        ownErrors = FormChecker.Check(Form, Values, Checking with { Draft = true }).Errors
            .DistinctBy(error => error.Field)
            .ToDictionary(error => error.Field, error => error.Say(CultureInfo.CurrentUICulture));
    }
}
