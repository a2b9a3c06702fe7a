namespace BackOfficeFlow.Engine.Expressions;

/// <summary>How far one evaluation of a script may go before it is stopped.</summary>
public sealed record ScriptLimits
{
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(5);
    public long Memory { get; init; } = 64L << 20;
    public int Statements { get; init; } = 1_000_000;
    public int Recursion { get; init; } = 200;

    /// <summary>Characters that one built-in may put together, and items of an array.</summary>
    public int Length { get; init; } = 2_000_000;
}
