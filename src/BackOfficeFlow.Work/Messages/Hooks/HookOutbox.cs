using System.Net;
using System.Text;
using BackOfficeFlow.Runtime;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Messages;

/// <summary>
/// Calls other systems after the commit. A call whose answer never came is made again: it bears the same Idempotency-Key, and whoever
/// takes our calls is told to heed it.
/// </summary>
sealed class HookOutbox(IHttpClientFactory clients, IOptions<CallSettings> settings, TimeProvider clock) : IOutboxHandler
{
    const int LongestAnswer = 64 * 1024;
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public string Kind => HookOrder.OutboxKind;

    public async Task<OutboxAnswer> Handle(OutboxMessage message, CancellationToken cancel)
    {
        var order = message.Read<HookOrder>();
        if (CallTarget.Refusal(order.Url, settings.Value) is { } refusal)
            return OutboxAnswer.DeadLetter(refusal);
        if (order.Secret is { } name && !settings.Value.Knows(name))
            return OutboxAnswer.DeadLetter(Texts.Of("HookSecret", name));

        try
        {
            using var answer = await clients.CreateClient(CallClient.Name).SendAsync(Request(order, message), HttpCompletionOption.ResponseHeadersRead, cancel);
            return await Judge(answer, message.Attempt, cancel);
        }
        catch (Exception problem) when (CallRefusedException.Behind(problem) is { } refused)
        {
            return OutboxAnswer.DeadLetter(refused.Message);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || (problem is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return OutboxAnswer.Retry(Attempts.Pause(Soon, message.Attempt), problem.Message);
        }
    }

    HttpRequestMessage Request(HookOrder order, OutboxMessage message)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, order.Url) { Content = new StringContent(order.Json, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", $"{message.TenantId}:{message.Key}");
        if (order.Secret is { } name && settings.Value.Secrets.TryGetValue(name, out var authorization))
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (order.Secret is { } signer && settings.Value.SigningKeys.TryGetValue(signer, out var key))
            request.Headers.Add(HookSignature.Header, HookSignature.Of(order.Json, key, clock.GetUtcNow()));
        return request;
    }

    static async Task<OutboxAnswer> Judge(HttpResponseMessage answer, int attempt, CancellationToken cancel)
    {
        var status = (int)answer.StatusCode;
        var text = await Read(answer, cancel);
        if (answer.IsSuccessStatusCode)
            return OutboxAnswer.Delivered(new Dictionary<string, object?> { ["status"] = (long)status, ["body"] = text });

        var passes = answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 || status >= 500;
        return passes ? OutboxAnswer.Retry(Wait(answer, attempt), $"HTTP {status}") : OutboxAnswer.DeadLetter(Texts.Of("HookRefused", status, Shown(text)));
    }

    static TimeSpan Wait(HttpResponseMessage answer, int attempt) =>
        answer.Headers.RetryAfter?.Delta is { } wait ? (wait < Soon ? Soon : wait > Longest ? Longest : wait) : Attempts.Pause(Soon, attempt);

    // An answer is read to a limit: a system that talks without end must not fill our memory.
    static async Task<string> Read(HttpResponseMessage answer, CancellationToken cancel)
    {
        var bytes = new byte[LongestAnswer];
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    static string Shown(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
