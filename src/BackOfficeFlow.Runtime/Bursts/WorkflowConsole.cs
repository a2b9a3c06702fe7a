using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Where the lines go that instances write (Elsa.WriteLine): once what wrote them is committed. The log has them only at its finest level, as they may quote what people wrote.</summary>
public sealed class WorkflowConsole(ILogger<WorkflowConsole> log)
{
    /// <summary>Hears every line after its commit. Must not throw.</summary>
    public event Action<ConsoleLine>? Written;

    internal void Say(OpenTransaction transaction, string tenantId, Guid instanceId, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
            transaction.AfterCommit(() => Write(tenantId, instanceId, lines));
    }

    void Write(string tenantId, Guid instanceId, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            log.LogDebug("{Instance}: {Line}", instanceId, line);
            Written?.Invoke(new ConsoleLine(tenantId, instanceId, line));
        }
    }
}

/// <summary>A line that an instance wrote.</summary>
public sealed record ConsoleLine(string TenantId, Guid InstanceId, string Text);
