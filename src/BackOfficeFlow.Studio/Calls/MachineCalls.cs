using System.Security.Cryptography;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackOfficeFlow.Studio;

/// <summary>Reads calls of other systems, and of designers who try what they have drawn: who, what, and under which operation id.</summary>
sealed class MachineCalls(ICallerSource callers, IOptions<EndpointSettings> settings)
{
    const int LongestKey = 200;

    /// <exception cref="CallRefusal">It is too large, no JSON object, or its Idempotency-Key is too long.</exception>
    /// <exception cref="RuleBrokenException">Somebody calls who is no designer.</exception>
    public async Task<MachineCall> Read(HttpContext context)
    {
        var cancel = context.RequestAborted;
        var who = await callers.Find(cancel);
        if (who.UserId is not null)
            SentByAttribute.Of(typeof(SaveDefinition)).Require(who);
        var body = HttpMethods.IsGet(context.Request.Method) ? [] : await ReadBody(context, cancel);
        return new MachineCall(
            Caller.System(who.TenantId!) with { Name = who.Name, UserId = who.UserId },
            CallBody.Read(body),
            OperationIdOf(context.Request),
            Hash(Encoding.UTF8.GetBytes(context.Request.QueryString.Value ?? ""), body));
    }

    async Task<byte[]> ReadBody(HttpContext context, CancellationToken cancel)
    {
        // The server's own limit is only there in case that ours, which says more, is not reached.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = 2 * settings.Value.MaxBytes;
        var body = await RequestBody.Read(context.Request, settings.Value.MaxBytes, cancel)
            ?? throw new CallRefusal(StatusCodes.Status413PayloadTooLarge, "too-large", Texts.Say("BodyTooLarge", settings.Value.MaxMegabytes));
        if (body.Length > 0 && !IsJson(context.Request.ContentType))
            throw new CallRefusal(StatusCodes.Status415UnsupportedMediaType, "not-json", Texts.Say("TypeNoJson", context.Request.ContentType));
        return body;
    }

    static bool IsJson(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    static string? OperationIdOf(HttpRequest request) => request.Headers["Idempotency-Key"].ToString() switch
    {
        "" => null,
        { Length: > LongestKey } => throw CallRefusal.Of("bad-key", "KeyTooLong", LongestKey),
        var key => $"elsa:{Hash(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}\n{key}"))}"
    };

    static string Hash(params byte[][] parts) => Convert.ToHexStringLower(SHA256.HashData([.. parts.SelectMany(part => part)]));
}

/// <summary>One call of another system.</summary>
/// <param name="Caller">The product at work for the company, under the name of the key or the designer.</param>
/// <param name="Body">What it sent.</param>
/// <param name="OperationId">The same again is the same call; null when the system gave none.</param>
/// <param name="Asked">All that was sent, in short.</param>
sealed record MachineCall(Caller Caller, CallBody Body, string? OperationId, string Asked)
{
    /// <summary>A designer at work, who goes on to look at the case.</summary>
    public bool IsOfPerson => Caller.UserId is not null;
}
