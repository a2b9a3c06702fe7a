namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>What can be seen of an instance at a quiet point; the model's and the engine's must be the same.</summary>
sealed record Sight(string SubStatus, bool NeedsAttention, string Variables, string Waits, string Failed, string Console, string Events)
{
    public string Told => $"""
        status: {SubStatus}{(NeedsAttention ? ", needs attention" : "")}
        variables: {Variables}
        waits: {Waits}
        failed: {Failed}
        console: {Console}
        {Events}
        """;

    /// <summary>The lines in which two sights differ.</summary>
    public static string Difference(Sight expected, Sight actual)
    {
        var left = expected.Told.Split('\n');
        var right = actual.Told.Split('\n');
        return string.Join("\n", left.Except(right).Select(line => $"  model:  {line}").Concat(right.Except(left).Select(line => $"  engine: {line}")));
    }
}
