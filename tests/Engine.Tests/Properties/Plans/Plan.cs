using System.Globalization;

namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>A process in the tests' own words: what is written as JSON for the engine, and what the reference model plays.</summary>
sealed record Plan(Step Root, IReadOnlyList<string> Variables)
{
    /// <summary>Set from outside when somebody has mended what made steps stumble.</summary>
    public const string Mended = "mended";
}

abstract record Step(string Id);

/// <summary>Writes its id, and the value of a variable when it shows one.</summary>
sealed record Line(string Id, string? Shows) : Step(Id);
sealed record Put(string Id, string Variable, int Value) : Step(Id);

/// <summary>Twice what it was and a bit: the value tells in which order such steps ran.</summary>
sealed record Mix(string Id, string Variable, int Add) : Step(Id)
{
    public long Of(long before) => ((2 * before) + Add) % 1000;
}

sealed record Count(string Id, string Variable) : Step(Id);
sealed record Await(string Id, WaitKind Kind, string? Into) : Step(Id);

/// <summary>Fails until somebody has mended what was wrong.</summary>
sealed record Stumble(string Id) : Step(Id);
sealed record Leave(string Id, LeaveKind Kind) : Step(Id);
sealed record Sequence(string Id, IReadOnlyList<Step> Steps, string? Local) : Step(Id)
{
    public const int LocalStart = 7;
}

sealed record Parallel(string Id, IReadOnlyList<Step> Steps) : Step(Id);
sealed record Fork(string Id, bool GoesOnWithFirst, IReadOnlyList<Step> Branches) : Step(Id);
sealed record If(string Id, Condition Condition, Step? Then, Step? Else) : Step(Id);
sealed record Switch(string Id, bool TakesAll, IReadOnlyList<(Condition When, Step? Then)> Cases, Step? Default) : Step(Id);
sealed record While(string Id, Condition Condition, Step Body) : Step(Id);
sealed record For(string Id, int Start, int End, int By, bool IsInclusive, Step Body) : Step(Id);
sealed record ForEach(string Id, IReadOnlyList<int> Items, bool AtOnce, Step Body) : Step(Id);
sealed record Flow(string Id, IReadOnlyList<Step> Nodes, IReadOnlyList<Way> Ways, IReadOnlyDictionary<string, Merge> Merges) : Step(Id);

// Only in flowcharts.
sealed record Decision(string Id, Condition Condition) : Step(Id);
sealed record Choice(string Id, bool TakesAll, IReadOnlyList<(string Label, Condition When)> Cases) : Step(Id);
sealed record Split(string Id, IReadOnlyList<string> Branches) : Step(Id);
sealed record Join(string Id, JoinKind Kind) : Step(Id);

sealed record Way(string From, string Port, string To, bool IsBack);

/// <summary>Whether a variable is below a bound, or what is left of it when it is divided.</summary>
sealed record Condition(string Variable, int? Below, int Divisor, int Rest)
{
    public bool Holds(long value) => Below is { } bound ? value < bound : value % Divisor == Rest;

    public string Script => Below is { } bound
        ? string.Create(CultureInfo.InvariantCulture, $"variables.{Variable} < {bound}")
        : string.Create(CultureInfo.InvariantCulture, $"variables.{Variable} % {Divisor} == {Rest}");
}

enum WaitKind { Event, Task, Delay, Timer }

enum LeaveKind { End, Break, Complete, Finish }

enum JoinKind { WaitAny, WaitAll, WaitAllActive }

enum Merge { Stream, Merge, Converge, Cascade, Race }
