using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace BackOfficeFlow.Work.Endpoints;

/// <summary>A request that no workflow gets to see, and what whoever sent it is told.</summary>
sealed class EndpointRefusal(int status, string code, string why) : Exception(why)
{
    public static EndpointRefusal Of(int status, string code, string text, params object?[] arguments) => new(status, code, Texts.Of(text, arguments));

    public Task Write(HttpContext context)
    {
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "ApiKey";
        return Write(context, status, code, Message);
    }

    public static Task Write(HttpContext context, int status, string code, string why, string? instanceId = null)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.ContentLanguage = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return context.Response.WriteAsJsonAsync(
            new { type = "about:blank", title = why, status, code, instanceId, traceId = System.Diagnostics.Activity.Current?.TraceId.ToString() },
            Form, "application/problem+json", context.RequestAborted);
    }

    static readonly System.Text.Json.JsonSerializerOptions Form = new(System.Text.Json.JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull
    };
}
