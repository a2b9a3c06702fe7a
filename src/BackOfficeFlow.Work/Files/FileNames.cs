using System.Text;

namespace BackOfficeFlow.Work.Files;

/// <summary>Makes a name that came from outside harmless: no folders, no control characters, no direction tricks, not endless.</summary>
public static class FileNames
{
    public static string Clean(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format))
                clean.Append(rune);

        var text = clean.ToString().Trim(' ', '.');
        if (text.Length == 0)
            return "file";

        return text.Length <= StoredFile.NameLength ? text : Shorten(text);
    }

    // The ending says what the file is: it stays.
    static string Shorten(string text)
    {
        var ending = Path.GetExtension(text);
        if (ending.Length > 20)
            ending = "";
        var end = StoredFile.NameLength - ending.Length;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end] + ending;
    }
}
