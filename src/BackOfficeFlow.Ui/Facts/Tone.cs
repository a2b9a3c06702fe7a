namespace BackOfficeFlow.Ui;

/// <summary>What a sign says by its colour; its words always say the same.</summary>
public enum Tone
{
    Neutral,
    Info,
    Good,
    Warning,
    Bad,
}
