using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Runtime;

/// <summary>A call that a workflow asked for, as the outbox keeps it while it is under way.</summary>
sealed record CallOrder(Uri Url, string Method)
{
    // They say how a request is framed, or whose it is: not a definition's business.
    static readonly HashSet<string> Ours = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Content-Length", "Transfer-Encoding", "Upgrade", "TE", "Trailer", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "Idempotency-Key"
    };

    public IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Headers { get; init; } = [];
    public string? Authorization { get; init; }
    public byte[]? Body { get; init; }
    public string? ContentType { get; init; }
    public IReadOnlyList<long> Expected { get; init; } = [];
    public object? Resilience { get; init; }
    public bool WantsBytes { get; init; }

    /// <exception cref="CallRefusedException">It names a secret that the settings lack, or holds a header that cannot be sent.</exception>
    public static CallOrder Read(IReadOnlyDictionary<string, object?> payload, CallSettings settings)
    {
        var url = (string)payload["url"]!;
        if (CallTarget.Refusal(url, settings) is { } refusal)
            throw new CallRefusedException(refusal);
        return new CallOrder(new Uri(url), payload.GetValueOrDefault("method") as string ?? "GET")
        {
            Headers = [.. ReadHeaders(payload.GetValueOrDefault("headers"), settings)],
            Authorization = Checked("Authorization", Reveal(payload.GetValueOrDefault("authorization") as string, settings)),
            Body = payload.GetValueOrDefault("base64") is string base64 ? Convert.FromBase64String(base64)
                : payload.GetValueOrDefault("text") is string text ? System.Text.Encoding.UTF8.GetBytes(text) : null,
            ContentType = payload.GetValueOrDefault("contentType") as string,
            Expected = [.. (payload.GetValueOrDefault("expected") as IReadOnlyList<object?> ?? []).OfType<long>()],
            Resilience = payload.GetValueOrDefault("resilience"),
            WantsBytes = payload.GetValueOrDefault("raw") is true
        };
    }

    static IEnumerable<(string, IReadOnlyList<string>)> ReadHeaders(object? headers, CallSettings settings) =>
        from header in headers as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>()
        where !Ours.Contains(header.Key)
        let values = (header.Value as IReadOnlyList<object?> ?? [header.Value]).OfType<string>().Select(value => Checked(header.Key, Reveal(value, settings))!)
        select (header.Key, (IReadOnlyList<string>)[.. values]);

    // A name instead of the secret itself: then it stands in the settings only.
    static string? Reveal(string? value, CallSettings settings)
    {
        if (value?.StartsWith(HttpRequestActivity.SecretMark, StringComparison.OrdinalIgnoreCase) != true)
            return value;
        var name = value[HttpRequestActivity.SecretMark.Length..].Trim();
        return settings.Secrets.TryGetValue(name, out var secret) ? secret : throw new CallRefusedException(Texts.Say("CallSecret", name));
    }

    static string? Checked(string name, string? value) =>
        name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.')) || value?.Any(char.IsControl) == true
            ? throw new CallRefusedException(Texts.Say("CallHeader", name)) : value;
}
