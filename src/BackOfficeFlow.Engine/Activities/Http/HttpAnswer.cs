namespace BackOfficeFlow.Engine.Activities;

/// <summary>What whoever asked is answered, as it goes to the host once the burst is committed.</summary>
static class HttpAnswer
{
    public const string EffectKind = "http-response";

    /// <summary>Answers the request that came last. False: nobody waits for an answer.</summary>
    public static bool TryGive(ActivityContext context, Dictionary<string, object?> answer)
    {
        if (context.CloseExchange() is not { } exchange)
            return false;
        context.After(new Effect(EffectKind, exchange, answer));
        return true;
    }

    /// <summary>Each header with its values.</summary>
    public static Dictionary<string, object?> Headers(object? headers) => headers is IReadOnlyDictionary<string, object?> map
        ? map.Where(header => header.Value is not null).ToDictionary(header => header.Key, header => (object?)Texts(header.Value), StringComparer.OrdinalIgnoreCase)
        : [];

    static List<object?> Texts(object? value) => value is IReadOnlyList<object?> list ? [.. list.Select(Values.Text)] : [Values.Text(value)];
}

/// <summary>What a step does that answers when nobody waits for an answer.</summary>
abstract class UnheardAnswer
{
    public static ActivityResult Of(ActivityContext context, string kind)
    {
        // As Elsa does: it stands there until a request wakes it, which none does.
        if (!context.GoesOnUnheard)
            return new WaitResult([new BookmarkRequest(kind, "")]);
        context.Note("Unheard", new Dictionary<string, object?>());
        return new DoneResult(["Done"]);
    }
}
