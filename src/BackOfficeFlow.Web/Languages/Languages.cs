using System.Globalization;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Localization;

namespace BackOfficeFlow.Web;

/// <summary>Spanish and English: by the viewer's choice (a cookie), else by what the browser asks for, else Spanish.</summary>
static class Languages
{
    static readonly CultureInfo[] Known = [CultureInfo.GetCultureInfo("es-ES"), CultureInfo.GetCultureInfo("en-GB")];

    public static void UseLanguages(this IApplicationBuilder app) => app.UseRequestLocalization(options =>
    {
        options.DefaultRequestCulture = new RequestCulture(Known[0]);
        options.SupportedCultures = Known;
        options.SupportedUICultures = Known;
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider(),
            new CustomRequestCultureProvider(context => Task.FromResult(ByBrowser(context.Request.Headers.AcceptLanguage.ToString()))),
        ];
    });

    public static void MapLanguages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/language/{language}", Choose).RequireAuthorization(Policies.Public).ExcludeFromDescription();

    static IResult Choose(string language, string? back, HttpContext context)
    {
        if (Known.FirstOrDefault(culture => culture.TwoLetterISOLanguageName == language) is { } chosen)
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true });

        return Results.LocalRedirect(BackLink.Safe(back));
    }

    // "en-US,en;q=0.9": the framework's own provider wants the region to be one of ours; the language is enough.
    internal static ProviderCultureResult? ByBrowser(string acceptLanguage)
    {
        var wanted = acceptLanguage.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => Microsoft.Net.Http.Headers.StringWithQualityHeaderValue.TryParse(part, out var value) ? value : null)
            .OfType<Microsoft.Net.Http.Headers.StringWithQualityHeaderValue>()
            .OrderByDescending(value => value.Quality ?? 1)
            .Select(value => Known.FirstOrDefault(culture => culture.TwoLetterISOLanguageName == value.Value.Value?.Split('-')[0].ToLowerInvariant()))
            .FirstOrDefault(culture => culture is not null);
        return wanted is null ? null : new ProviderCultureResult(wanted.Name);
    }
}
