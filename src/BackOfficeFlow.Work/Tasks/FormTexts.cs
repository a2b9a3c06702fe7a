using System.Globalization;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Forms;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>The words of a form in the reader's language, looked up once for the whole form.</summary>
public sealed class FormTexts(TextCatalog catalog)
{
    public async Task<IReadOnlyDictionary<string, string>> Of(FormDocument form, string area, CancellationToken cancel)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var texts = new Dictionary<string, string>();
        foreach (var key in form.TextKeys)
            texts[key] = await catalog.Resolve($"@{key}", language, area, null, cancel);
        return texts;
    }
}
