using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Runtime;

/// <summary>What a workflow answers to a request.</summary>
public sealed record EndpointAnswer(int Status)
{
    internal const string Kind = "http-response";

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
    public string? ContentType { get; init; }
    public byte[]? Body { get; init; }

    /// <summary>The name under which the body is saved, when it is a file.</summary>
    public string? FileName { get; init; }
    public string? ETag { get; init; }

    internal static EndpointAnswer From(IReadOnlyDictionary<string, object?> payload) => new((int)(payload.GetValueOrDefault("status") as long? ?? 200))
    {
        Headers = (payload.GetValueOrDefault("headers") as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>())
            .ToDictionary(header => header.Key, header => (IReadOnlyList<string>)[.. (header.Value as IReadOnlyList<object?> ?? []).OfType<string>()]),
        ContentType = payload.GetValueOrDefault("contentType") as string,
        Body = payload.GetValueOrDefault("base64") is string base64 ? Convert.FromBase64String(base64)
            : payload.GetValueOrDefault("text") is string text ? System.Text.Encoding.UTF8.GetBytes(text) : null,
        FileName = payload.GetValueOrDefault("filename") as string,
        ETag = payload.GetValueOrDefault("etag") as string
    };

    /// <summary>Where an answer is kept that came in a later burst than its request.</summary>
    internal static string KeyOf(Guid instanceId, string exchange) => $"{instanceId:N}/{exchange}";
}

/// <summary>Answers of this scope's bursts: one that is waited for here goes straight to whoever asked, all others are kept in the outbox.</summary>
public sealed class EndpointAnswers
{
    string? expected;

    internal EndpointAnswer? Given { get; private set; }

    internal void Expect(string exchange) => expected = exchange;

    /// <summary>Takes the answer that is waited for. False: it is another's.</summary>
    internal bool Take(Effect effect)
    {
        if (effect.Kind != EndpointAnswer.Kind || effect.Key != expected)
            return false;
        Given = EndpointAnswer.From(effect.Payload);
        return true;
    }
}

/// <summary>An answer that came in a later burst is only kept: whoever still waits for it, on whatever node, reads it there.</summary>
sealed class KeepAnswer : IOutboxStep
{
    public string Kind => EndpointAnswer.Kind;

    public Task Handle(OutboxMessage message, CancellationToken cancel) => Task.CompletedTask;
}
