namespace BackOfficeFlow.Engine.Expressions;

/// <summary>The variables that an expression names, as far as can be read off it; names that it puts together while it runs are not seen.</summary>
/// <param name="Read">Names of variables that are read, or changed where they stand.</param>
/// <param name="Written">Names that are given a value: they need not have been declared.</param>
/// <param name="Getters">What stands after "get" in functions such as getOrder that are called and not the script's own.</param>
public sealed record VariableUse(IReadOnlyCollection<string> Read, IReadOnlyCollection<string> Written, IReadOnlyCollection<string> Getters)
{
    public static readonly VariableUse None = new([], [], []);
}
