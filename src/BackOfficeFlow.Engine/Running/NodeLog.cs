using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Whether values of steps go to the journal.</summary>
public enum LogPersistence { Exclude, Include }

/// <summary>What of a step goes to the journal when it ends; null in a node of which nothing does.</summary>
sealed record NodeLog(LoggedInput[] Inputs, LoggedOutput[] Outputs);

sealed record LoggedInput(NodeInput Input, LogRule Rule);

sealed record LoggedOutput(NodeOutput Output, LogRule Rule);

enum LogWord { Inherit, Include, Exclude, Configuration }

/// <summary>Fixed, or what an expression says when the step ends.</summary>
sealed record LogRule(LogPersistence? Fixed, Expression? Chosen, LogRule? Otherwise, LogRule? OfHost)
{
    static readonly LogRule Always = new(LogPersistence.Include, null, null, null);
    static readonly LogRule Never = new(LogPersistence.Exclude, null, null, null);

    public static LogRule Of(LogPersistence mode) => mode == LogPersistence.Include ? Always : Never;

    public bool IsNever => Fixed == LogPersistence.Exclude;

    /// <summary>Null when it is none of the known words.</summary>
    public static LogWord? Read(string? written)
    {
        if (string.IsNullOrWhiteSpace(written) || written.Equals("default", StringComparison.OrdinalIgnoreCase))
            return LogWord.Inherit;
        var name = written.Split(',')[0].Trim();
        name = name[(name.LastIndexOf('.') + 1)..];
        return Enum.TryParse<LogWord>(name, ignoreCase: true, out var word) && char.IsLetter(name[0]) ? word : null;
    }

    public bool Holds(Scope scope)
    {
        if (Chosen is null)
            return Fixed == LogPersistence.Include;
        try
        {
            return Read(Values.Text(Chosen.Evaluate(scope))) switch
            {
                LogWord.Include => true,
                LogWord.Inherit => Otherwise!.Holds(scope),
                LogWord.Configuration => OfHost!.Holds(scope),
                _ => false
            };
        }
        catch (Exception broken) when (broken is ExpressionException or ValueException)
        {
            // What cannot be decided is not kept.
            return false;
        }
    }
}
