namespace BackOfficeFlow.Data;

/// <summary>How this process is called among those that share a database.</summary>
public static class NodeName
{
    public static string Mine { get; } = $"{Short(Environment.MachineName)}:{Environment.ProcessId}";

    static string Short(string machine) => machine.Length <= 28 ? machine : machine[..28];
}
