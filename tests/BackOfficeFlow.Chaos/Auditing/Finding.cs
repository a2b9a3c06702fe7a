namespace BackOfficeFlow.Chaos;

/// <summary>Something in the books that does not balance.</summary>
/// <param name="Code">Which rule: a short word that tests and reports name.</param>
/// <param name="Subject">What it is about: an instance, an order, a row.</param>
/// <param name="What">In a sentence, with both numbers.</param>
sealed record Finding(string Code, string Subject, string What)
{
    public override string ToString() => $"{Code} {Subject}: {What}";
}
