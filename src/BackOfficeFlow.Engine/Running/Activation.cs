namespace BackOfficeFlow.Engine.Running;

/// <summary>When a further instance of a definition may be started by its triggers or by whoever asks for one (Elsa's activation strategies).</summary>
public enum ActivationStrategy
{
    Always,
    /// <summary>While none of the definition runs.</summary>
    Singleton,
    /// <summary>While none of any definition runs with the same correlation id; without an id there is nothing to compare.</summary>
    Correlation,
    /// <summary>While none of the definition runs with the same correlation id, or none at all when there is no id.</summary>
    CorrelatedSingleton
}

/// <summary>The rules of the activation strategies, and how definitions name them.</summary>
public static class Activation
{
    public static IReadOnlyList<string> Names { get; } = ["AllowAlways", .. Enum.GetNames<ActivationStrategy>()];

    /// <summary>A short alias, or the long .NET name that older files hold; null when it is none of them.</summary>
    public static ActivationStrategy? Read(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return ActivationStrategy.Always;
        var word = name.Split(',')[0].Trim();
        word = word[(word.LastIndexOf('.') + 1)..];
        if (word.EndsWith("Strategy", StringComparison.OrdinalIgnoreCase))
            word = word[..^"Strategy".Length];
        return word.ToUpperInvariant() switch
        {
            "ALWAYS" or "ALLOWALWAYS" => ActivationStrategy.Always,
            "SINGLETON" => ActivationStrategy.Singleton,
            "CORRELATION" => ActivationStrategy.Correlation,
            "CORRELATEDSINGLETON" => ActivationStrategy.CorrelatedSingleton,
            _ => null
        };
    }

    /// <summary>Whether one of the running instances stands in the way of a new one.</summary>
    public static bool Refuses(Workflow workflow, string? correlationId, IEnumerable<(string DefinitionId, string? CorrelationId)> running) => workflow.ActivationStrategy switch
    {
        ActivationStrategy.Singleton => running.Any(other => other.DefinitionId == workflow.DefinitionId),
        ActivationStrategy.Correlation => correlationId is not null && running.Any(other => other.CorrelationId == correlationId),
        ActivationStrategy.CorrelatedSingleton => running.Any(other => other.DefinitionId == workflow.DefinitionId && (correlationId is null || other.CorrelationId == correlationId)),
        _ => false
    };
}
