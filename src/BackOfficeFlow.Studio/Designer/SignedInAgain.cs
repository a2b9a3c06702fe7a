using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace BackOfficeFlow.Studio;

/// <summary>Where a person ends up who signed in again beside the designer: the window closes by itself where the browser lets it.</summary>
static class SignedInAgain
{
    static readonly string Template = StudioTemplates.Read("SignedIn.html");

    public static IResult Handle(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(
            Template
                .Replace("{{Language}}", CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, StringComparison.Ordinal)
                .Replace("{{Text}}", HtmlEncoder.Default.Encode(Texts.Say("DesignerSignedInAgain")), StringComparison.Ordinal),
            "text/html; charset=utf-8");
    }
}
