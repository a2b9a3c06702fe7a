using System.Globalization;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Forms;

/// <summary>What is wrong with one field ("wants", "address.postcode", "items[2].sku"), as a code and arguments; the sentence says what to do.</summary>
public sealed record FormError(string Field, string Code, IReadOnlyList<object?> Arguments)
{
    public string Say(CultureInfo culture) => Sentences.Say(Texts.All, Code, culture, Arguments);
}

/// <summary>The values as they are kept (normalised, typed, hidden fields gone), and what is wrong.</summary>
public sealed record FormCheck(IReadOnlyDictionary<string, object?> Values, IReadOnlyList<FormError> Errors)
{
    public bool Passed => Errors.Count == 0;
}
