using System.Text.RegularExpressions;

namespace BackOfficeFlow.Work.Forms;

/// <summary>One e-mail address, without a name around it. Whether its domain takes mail is found out elsewhere and never blocks saving.</summary>
public static partial class EmailAddress
{
    public static string? Normalise(string text)
    {
        var address = text.Trim();
        if (address.Length > 254 || !Shape().IsMatch(address))
            return null;
        var at = address.LastIndexOf('@');
        return at <= 64 ? address[..at] + address[at..].ToLowerInvariant() : null;
    }

    [GeneratedRegex(@"^[^\s@""(),:;<>\[\\\]\p{C}.]+(\.[^\s@""(),:;<>\[\\\]\p{C}.]+)*@([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$")]
    private static partial Regex Shape();
}
