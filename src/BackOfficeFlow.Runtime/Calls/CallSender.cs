using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Runtime;

/// <summary>Makes one call and follows where it is sent on to: every address on the way must be one that may be called.</summary>
sealed class CallSender(IHttpClientFactory clients, IOptions<CallSettings> settings)
{
    const int MostRedirects = 5;

    /// <exception cref="CallRefusedException">An address on the way must not be called.</exception>
    public async Task<HttpResponseMessage> Send(CallOrder order, string idempotencyKey, CancellationToken cancel)
    {
        var client = clients.CreateClient(CallClient.Name);
        var (url, method, body, isAtHome) = (order.Url, order.Method, order.Body, true);
        for (var hop = 0; ; hop++)
        {
            var response = await SendOnce(client, Request(order, url, method, body, isAtHome, idempotencyKey), cancel);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
                return response;

            response.Dispose();
            var next = new Uri(url, location);
            if (hop == MostRedirects)
                throw new CallRefusedException(Texts.Say("CallRedirects", order.Url.Host, MostRedirects));
            if (CallTarget.Refusal(next.AbsoluteUri, settings.Value) is { } refusal)
                throw new CallRefusedException(refusal);
            // Once it has left the system that it was meant for, it carries no secret any more, not even back there.
            isAtHome &= next.Scheme == url.Scheme && next.Authority == url.Authority;
            if (response.StatusCode == HttpStatusCode.SeeOther || (response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found && method == "POST"))
                (method, body) = (method == "HEAD" ? method : "GET", null);
            url = next;
        }
    }

    static async Task<HttpResponseMessage> SendOnce(HttpClient client, HttpRequestMessage request, CancellationToken cancel)
    {
        using (request)
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
    }

    static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    static HttpRequestMessage Request(CallOrder order, Uri url, string method, byte[]? body, bool isAtHome, string idempotencyKey)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.TryParse(order.ContentType, out var type) ? WithCharset(type) : null } };
        foreach (var (name, values) in order.Headers)
            if (isAtHome || IsHarmless(name))
                Add(request, name, values);
        if (isAtHome && order.Authorization is { } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return request;
    }

    static void Add(HttpRequestMessage request, string name, IReadOnlyList<string> values)
    {
        if (!request.Headers.TryAddWithoutValidation(name, values))
            request.Content?.Headers.TryAddWithoutValidation(name, values);
    }

    static bool IsHarmless(string name) => name.StartsWith("Accept", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    static MediaTypeHeaderValue WithCharset(MediaTypeHeaderValue type)
    {
        if (type.CharSet is null && type.MediaType is { } media && media.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
            type.CharSet = "utf-8";
        return type;
    }
}
