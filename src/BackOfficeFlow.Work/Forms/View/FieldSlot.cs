using Microsoft.AspNetCore.Components;

namespace BackOfficeFlow.Work.Forms;

/// <summary>What every control of a form needs: the field, where it stands, its value and how to change it.</summary>
public sealed record FieldSlot(FormField Field, string Path, object? Value, FormLook Look)
{
    /// <summary>Called with the new value; null when it was emptied.</summary>
    public required Action<object?> Set { get; init; }

    public bool Required { get; init; }

    /// <summary>The id of the control, unique on the page.</summary>
    public string Id => FormNames.IdOf(Path, Look.IdPrefix);
    public string HintId => Id + "-hint";
    public string ErrorId => Id + "-error";

    public string Title => Look.Text(Field.Title);
    public string? Hint => Field.Description is null ? null : Look.Text(Field.Description);
    public string? Error => Look.ErrorOf(Path);

    /// <summary>The ids of hint and error for aria-describedby; null when there is neither.</summary>
    public string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (null, _) => ErrorId,
        (_, null) => HintId,
        _ => $"{HintId} {ErrorId}",
    };

    public string? Invalid => Error is null ? null : "true";

    /// <summary>A part of a composite value, or a cell of a grid.</summary>
    public FieldSlot Part(FormField field, string suffix, object? value, Action<object?> set) => new(field, Path + suffix, value, Look) { Set = set, Required = field.Required };
}

/// <summary>How a whole form is shown: its texts, its errors, whether it can be changed.</summary>
public sealed record FormLook(string IdPrefix, bool ReadOnly, string Zone, Func<string, string> Text, Func<string, string?> ErrorOf, RenderFragment<FieldSlot>? FileControl);
