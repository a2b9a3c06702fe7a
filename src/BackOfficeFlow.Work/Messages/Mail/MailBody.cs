using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace BackOfficeFlow.Work.Messages;

/// <summary>The HTML side of a plain text: paragraphs, line ends and links, nothing else. What stood in the text can never become markup. Pure.</summary>
public static partial class MailBody
{
    public static string ToHtml(string text, string language, string title)
    {
        var paragraphs = text.ReplaceLineEndings("\n").Split("\n\n").Select(paragraph => $"<p>{WithLinks(paragraph).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>");
        return $$"""
            <!DOCTYPE html>
            <html lang="{{WebUtility.HtmlEncode(language)}}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{WebUtility.HtmlEncode(title)}}</title></head>
            <body style="font-family: Arial, Helvetica, sans-serif; font-size: 16px; line-height: 1.5; color: #1f2933; max-width: 640px; margin: 0 auto; padding: 16px;">
            {{string.Join('\n', paragraphs)}}
            </body>
            </html>
            """;
    }

    // Found in the text as it was, and each piece encoded by itself: what an address holds can then not end its quotes.
    static string WithLinks(string text)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (Match link in Link().Matches(text))
        {
            var address = WebUtility.HtmlEncode(link.Value);
            html.Append(WebUtility.HtmlEncode(text[at..link.Index])).Append("<a href=\"").Append(address).Append("\">").Append(address).Append("</a>");
            at = link.Index + link.Length;
        }

        return html.Append(WebUtility.HtmlEncode(text[at..])).ToString();
    }

    [GeneratedRegex("""https?://[^\s<>"]*[^\s<>".,;:!?)\]]""")]
    private static partial Regex Link();
}
