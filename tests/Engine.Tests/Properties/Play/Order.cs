namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>What happens to an instance from outside.</summary>
interface IOrder
{
    /// <summary>Which of the open waits and failures is next.</summary>
    int Next(int ways);
    bool Crashes();
    bool Cancels();
    int News();
}

/// <summary>Whatever the dice say.</summary>
sealed class Chance(Dice dice) : IOrder
{
    public int Next(int ways) => dice.Of(ways);
    public bool Crashes() => dice.OneIn(4);
    public bool Cancels() => dice.OneIn(60);
    public int News() => dice.Of(100);
}

/// <summary>Goes a way that is given, and then always takes the first.</summary>
sealed class Given(IReadOnlyList<int> taken) : IOrder
{
    public List<(int Taken, int Of)> Turns { get; } = [];

    public int Next(int ways)
    {
        Turns.Add((Turns.Count < taken.Count ? taken[Turns.Count] : 0, ways));
        return Turns[^1].Taken;
    }

    public bool Crashes() => false;
    public bool Cancels() => false;
    public int News() => Turns.Count;
}
