using System.Text;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Makes the calls that workflows ask for, after their commit. A call whose answer never came is made again with the same Idempotency-Key; the
/// step hears of one answer.
/// </summary>
sealed class WorkflowCalls(CallSender sender, IOptions<CallSettings> settings, EngineOptions engine, BackOfficeDb db, TimeProvider clock, ILogger<WorkflowCalls> log) : IOutboxHandler
{
    public string Kind => HttpRequestActivity.EffectKind;

    public async Task<OutboxAnswer> Handle(OutboxMessage message, CancellationToken cancel)
    {
        // The step may have been cancelled in between: then nobody wants it any more.
        if (!await IsWaitedFor(message, cancel))
            return OutboxAnswer.Delivered();
        try
        {
            var order = CallOrder.Read(message.Values, settings.Value);
            return await Make(order, RetryPlan.Choose(order.Resilience, engine.RetryStrategies, settings.Value.Retries), message, cancel);
        }
        catch (Exception problem) when (CallRefusedException.Behind(problem) is { } refused)
        {
            return OutboxAnswer.DeadLetter(refused.Message);
        }
    }

    async Task<OutboxAnswer> Make(CallOrder order, RetryPlan plan, OutboxMessage message, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(settings.Value.TimeoutSeconds));
        try
        {
            using var response = await sender.Send(order, $"{message.TenantId}:{Stimuli.Bare(message.Key)}", limit.Token);
            var failure = new CallFailure($"HTTP {(int)response.StatusCode}") { Status = response.StatusCode };
            if (!order.Expected.Contains((long)response.StatusCode) && MayTryAgain(order, plan, message, failure, AskedFor(response)) is { } again)
                return again;
            return OutboxAnswer.Delivered(await Tell(response, order, message.Attempt, limit.Token));
        }
        catch (Exception problem) when (CallRefusedException.Behind(problem) is null && FailureOf(problem, cancel) is { } failure)
        {
            return MayTryAgain(order, plan, message, failure, null) ?? OutboxAnswer.Delivered(new Dictionary<string, object?>
            {
                ["failed"] = failure.IsTimeout ? HttpOutcomes.Timeout : HttpOutcomes.FailedToConnect,
                ["error"] = failure.Why,
                ["attempts"] = (long)message.Attempt
            });
        }
    }

    OutboxAnswer? MayTryAgain(CallOrder order, RetryPlan plan, OutboxMessage message, CallFailure failure, TimeSpan? asked)
    {
        if (failure.Status is { } status && (int)status < 400 || message.Attempt > plan.Times || !plan.IsWorthIt(failure, order.Method))
            return null;
        var pause = plan.Pause(message.Attempt, asked, $"{message.Key}/{clock.GetUtcNow().Ticks}");
        log.LogInformation(
            "The call of instance {InstanceId} to {Host} failed in passing (attempt {Attempt}): {Why}. It is made again in {Pause}",
            message.InstanceId, order.Url.Host, message.Attempt, failure.Why, pause);
        return OutboxAnswer.Retry(pause, failure.Why);
    }

    TimeSpan? AskedFor(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null
    };

    static CallFailure? FailureOf(Exception problem, CancellationToken cancel) => problem switch
    {
        OperationCanceledException when cancel.IsCancellationRequested => null,
        OperationCanceledException => new CallFailure("There was no answer in time.") { IsTimeout = true },
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError } lost =>
            new CallFailure(lost.Message) { WasNotSent = true },
        HttpRequestException or IOException => new CallFailure(problem.Message),
        _ => null
    };

    async Task<bool> IsWaitedFor(OutboxMessage message, CancellationToken cancel)
    {
        var answered = new OutboxAnswered(message.Kind, Stimuli.Bare(message.Key));
        var hash = WorkflowBookmark.HashOf(answered.Kind, answered.Key);
        return await db.Set<WorkflowBookmark>().AnyAsync(bookmark => bookmark.Hash == hash, cancel);
    }

    async Task<Dictionary<string, object?>> Tell(HttpResponseMessage response, CallOrder order, int attempt, CancellationToken cancel)
    {
        var content = response.Content.Headers.ContentType;
        var bytes = await Read(response, cancel);
        var news = new Dictionary<string, object?>
        {
            ["status"] = (long)response.StatusCode,
            ["headers"] = Headers(response.Headers.Concat(response.Content.Headers)),
            ["contentHeaders"] = Headers(response.Content.Headers),
            ["contentType"] = content?.ToString(),
            ["url"] = order.Url.GetLeftPart(UriPartial.Path),
            ["attempts"] = (long)attempt
        };
        if (!order.WantsBytes && HttpBody.IsText(content?.MediaType?.ToLowerInvariant() ?? ""))
            news["text"] = TextOf(bytes, content?.CharSet);
        else
            news["base64"] = Convert.ToBase64String(bytes);
        return news;
    }

    static Dictionary<string, object?> Headers(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers) =>
        headers.DistinctBy(header => header.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(header => header.Key, header => (object?)header.Value.Cast<object?>().ToList());

    // Read to a limit, whatever the other system says of its length: an answer without end must not fill our memory.
    async Task<byte[]> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        var most = settings.Value.MaxResponseMegabytes << 20;
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var body = new MemoryStream();
        var part = new byte[64 * 1024];
        while (await stream.ReadAsync(part, cancel) is > 0 and var count)
        {
            if (body.Length + count > most)
                throw new CallRefusedException(Texts.Say("CallTooLarge", response.RequestMessage?.RequestUri?.Host, settings.Value.MaxResponseMegabytes));
            body.Write(part, 0, count);
        }
        return body.ToArray();
    }

    static string TextOf(byte[] bytes, string? charset)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), EncodingOf(charset), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    static Encoding EncodingOf(string? charset)
    {
        try
        {
            return charset is null ? Encoding.UTF8 : Encoding.GetEncoding(charset.Trim('"'));
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
