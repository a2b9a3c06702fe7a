using System.Globalization;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Decides whether a text is one mail address that may stand in a header. Pure.</summary>
public static class MailAddress
{
    static readonly IdnMapping idn = new() { UseStd3AsciiRules = true };

    /// <summary>The address as it is stored: trimmed, its domain in ASCII and lower case. Null when it is none.</summary>
    public static string? Read(string? typed)
    {
        var text = typed?.Trim() ?? "";
        var at = text.LastIndexOf('@');
        if (at < 1 || text.Length > Message.AddressLength)
            return null;

        var local = text[..at];
        var domain = Domain(text[(at + 1)..]);
        if (domain is null || !IsLocalPart(local))
            return null;

        var address = $"{local}@{domain}";
        return address.Length <= Message.AddressLength ? address : null;
    }

    /// <summary>A name that may stand before an address: no line ends or other control characters, which would begin a new header.</summary>
    public static bool IsName(string? name) => name is null || (name.Length <= 200 && !name.Any(char.IsControl));

    static bool IsLocalPart(string local) =>
        local.Length <= 64 && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
        && local.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c));

    static string? Domain(string typed)
    {
        try
        {
            var domain = idn.GetAscii(typed).ToLowerInvariant();
            return domain.Contains('.') && domain.Split('.').All(label => label.Length is > 0 and <= 63) ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
