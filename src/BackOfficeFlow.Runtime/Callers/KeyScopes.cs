namespace BackOfficeFlow.Runtime;

/// <summary>Scopes of API keys that requests of this room name.</summary>
public static class KeyScopes
{
    /// <summary>To read, change and publish definitions of processes, as a pipeline does that keeps them elsewhere.</summary>
    public const string Definitions = "definitions";
}
