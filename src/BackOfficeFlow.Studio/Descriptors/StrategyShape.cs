namespace BackOfficeFlow.Studio;

/// <summary>A choice of how a process behaves, by the name that Elsa's documents hold.</summary>
sealed record StrategyShape(string DisplayName, string Description, string TypeName)
{
    public static IReadOnlyList<StrategyShape> Activation =>
    [
        Of("Always", "Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core"),
        Of("Singleton", "Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime"),
        Of("Correlation", "Elsa.Workflows.Runtime.ActivationValidators.CorrelationStrategy, Elsa.Workflows.Runtime"),
        Of("CorrelatedSingleton", "Elsa.Workflows.Runtime.ActivationValidators.CorrelatedSingletonStrategy, Elsa.Workflows.Runtime")
    ];

    public static IReadOnlyList<StrategyShape> Incident => [Of("ContinueWithIncidents", "ContinueWithIncidentsStrategy"), Of("Fault", "FaultStrategy")];

    public static IReadOnlyList<StrategyShape> LogPersistence =>
    [
        Log("Inherit"), Log("Include"), Log("Exclude"), Log("Configuration")
    ];

    static StrategyShape Log(string word) => Of(word, $"Elsa.Workflows.LogPersistence.Strategies.{word}, Elsa.Workflows.Core");

    static StrategyShape Of(string word, string type) => new(Texts.Say($"Strategy.{word}"), Texts.Say($"Strategy.{word}.Description"), type);
}
