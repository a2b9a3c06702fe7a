using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace BackOfficeFlow.Work.Forms;

public sealed partial class FormView
{
    readonly HashSet<string> left = [];
    FormNews news = FormNews.None;
    IReadOnlyDictionary<string, string>? knownErrors;
    IReadOnlyDictionary<string, string>? toldErrors;

    [Parameter, EditorRequired] public FormDocument Form { get; set; } = FormDocument.Empty;
    [Parameter] public IReadOnlyDictionary<string, object?> Values { get; set; } = new Dictionary<string, object?>();
    [Parameter] public EventCallback<IReadOnlyDictionary<string, object?>> ValuesChanged { get; set; }

    /// <summary>What the last attempt to finish said, by field ("wants", "address.postcode", "items[0].sku").</summary>
    [Parameter] public IReadOnlyDictionary<string, string> Errors { get; set; } = new Dictionary<string, string>();

    /// <summary>Told what is wrong now, whenever that changes while somebody corrects.</summary>
    [Parameter] public EventCallback<IReadOnlyDictionary<string, string>> ErrorsChanged { get; set; }

    /// <summary>Gives the words of a text or "@key" in the reader's language.</summary>
    [Parameter] public Func<string, string> Text { get; set; } = text => text;

    [Parameter] public bool ReadOnly { get; set; }

    /// <summary>The outcome that the person is about to choose, where fields depend on it.</summary>
    [Parameter] public string? Outcome { get; set; }

    /// <summary>With it, fields are checked while somebody fills them in; without it errors come from the page alone.</summary>
    [Parameter] public FormContext? Checking { get; set; }

    [Parameter] public string Zone { get; set; } = "Europe/Madrid";
    [Parameter] public string IdPrefix { get; set; } = FormNames.UsualPrefix;

    /// <summary>The control for files, of whoever can store them.</summary>
    [Parameter] public RenderFragment<FieldSlot>? FileControl { get; set; }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(knownErrors, Errors))
        {
            (knownErrors, toldErrors) = (Errors, Errors);
            left.Clear();
            news = FormNews.Of(Errors);
        }

        CheckAgain();
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
        news = news.WithChange(field.Name);
        CheckAgain();
        _ = InvokeAsync(() => ValuesChanged.InvokeAsync(values));
        TellErrors();
        StateHasChanged();
    }

    /// <summary>Nobody is told that half an account number is none while they type it; they are when they go on to the next field.</summary>
    void Leave(FormField field)
    {
        if (ReadOnly || !left.Add(field.Name))
            return;

        CheckAgain();
        TellErrors();
    }

    string? ErrorOf(string path) => news.Now.GetValueOrDefault(path);

    void CheckAgain() => news = news.Checked(Form, Values, Checking is null ? null : Checking with { Outcome = Outcome ?? Checking.Outcome }, left, CultureInfo.CurrentUICulture);

    void TellErrors()
    {
        if (toldErrors is not null && toldErrors.Count == news.Now.Count && news.Now.All(error => toldErrors.GetValueOrDefault(error.Key) == error.Value))
            return;

        toldErrors = news.Now;
        _ = InvokeAsync(() => ErrorsChanged.InvokeAsync(news.Now));
    }
}
