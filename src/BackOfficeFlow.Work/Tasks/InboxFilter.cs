namespace BackOfficeFlow.Work.Tasks;

/// <summary>What the inbox is asked for, as it stands in the address.</summary>
public sealed record InboxFilter
{
    public TaskScope Scope { get; init; }
    public string Text { get; init; } = "";
    public string? Queue { get; init; }
    public TaskDue Due { get; init; }
    public TaskSort Sort { get; init; }
    public int Page { get; init; } = 1;

    /// <summary>Something is left out on purpose: an empty list may be so because of that.</summary>
    public bool IsNarrow => Text.Length > 0 || Queue is not null || Due is not TaskDue.Any;

    public ListTasks ToRequest(int pageSize, DateTimeOffset endOfDay) => new(Scope)
    {
        Text = Text,
        QueueKey = Queue,
        Due = Due,
        SoonUntil = endOfDay,
        Sort = Sort,
        Page = Page,
        PageSize = pageSize
    };

    /// <summary>What is usual is left out, so that addresses stay short.</summary>
    public IReadOnlyDictionary<string, object?> ToQuery() => new Dictionary<string, object?>
    {
        ["view"] = Word(Scope),
        ["q"] = Text.Length == 0 ? null : Text,
        ["queue"] = Queue,
        ["due"] = Word(Due),
        ["sort"] = Word(Sort),
        ["page"] = Page == 1 ? null : Page
    };

#pragma warning disable CA1308 // An address is in lower case.
    static string? Word<T>(T value) where T : struct, Enum => value.Equals(default(T)) ? null : value.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
