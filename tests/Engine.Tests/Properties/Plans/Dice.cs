namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>Makes choices out of a list of numbers; when they are used up, the simplest choice. So a shorter list is a smaller case.</summary>
sealed class Dice(IReadOnlyList<byte> rolls)
{
    int next;

    /// <summary>From 0 to one below the number of sides.</summary>
    public int Of(int sides) => next < rolls.Count && sides > 0 ? rolls[next++] % sides : 0;

    /// <summary>Once in so many times.</summary>
    public bool OneIn(int times) => Of(times) == times - 1;

    public T Any<T>(IReadOnlyList<T> choices) => choices[Of(choices.Count)];

    public bool IsUsedUp => next >= rolls.Count;
}
