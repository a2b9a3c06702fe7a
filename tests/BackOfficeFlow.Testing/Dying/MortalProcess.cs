using BackOfficeFlow.Data;

namespace BackOfficeFlow.Testing;

/// <summary>
/// Lets the application die in process: after a number of statements every further one fails, whatever the code tries, until it is restarted.
/// Register it instead of <see cref="CrashPoints"/>.
/// </summary>
public sealed class MortalProcess() : CrashPoints(null)
{
    readonly Lock guard = new();
    int left = int.MaxValue;
    bool isDead;
    List<string> sent = [];

    public override bool CountsStatements => true;

    public bool IsDead
    {
        get
        {
            lock (guard)
                return isDead;
        }
    }

    /// <summary>What was sent since the last start, "begin", "commit" and the like included.</summary>
    public IReadOnlyList<string> Sent
    {
        get
        {
            lock (guard)
                return [.. sent];
        }
    }

    /// <summary>Before which statement it died.</summary>
    public string? DiedBefore { get; private set; }

    /// <summary>Done at the moment of death: cuts what a killed process would leave hanging.</summary>
    public Action AtDeath { get; set; } = () => { };

    /// <summary>Whether something was committed since the last start.</summary>
    public bool HasCommitted => Sent.Contains("commit");

    /// <summary>Starts (again), and dies after so many statements.</summary>
    public void Start(int dieAfter = int.MaxValue)
    {
        lock (guard)
            (left, isDead, sent, DiedBefore) = (dieAfter, false, [], null);
    }

    public override void BetweenStatements(string next)
    {
        lock (guard)
        {
            if (isDead)
                throw new ProcessDiedException();

            if (left-- > 0)
            {
                sent.Add(next);
                return;
            }

            (isDead, DiedBefore) = (true, next);
            AtDeath();
            throw new ProcessDiedException();
        }
    }
}

/// <summary>The process is dead: it sends nothing any more.</summary>
public sealed class ProcessDiedException() : Exception("The process has died.");
