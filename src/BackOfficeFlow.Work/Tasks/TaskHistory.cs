using BackOfficeFlow.Ui;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>The history of a task in plain words.</summary>
static class TaskHistory
{
    public static TimelineItem Say(TaskEventLine line) => new(line.At, Texts.Of($"Move.{line.Move}"))
    {
        Who = WhoOf(line),
        Text = line.Move is TaskMove.Offer ? null : line.Note,
        Tone = line.Move switch
        {
            TaskMove.Complete => Tone.Good,
            TaskMove.Escalate or TaskMove.Suspend => Tone.Warning,
            TaskMove.Cancel => Tone.Bad,
            TaskMove.Claim or TaskMove.Assign or TaskMove.Delegate => Tone.Info,
            _ => Tone.Neutral
        }
    };

    /// <summary>One event inside a sentence: what was done, and by whom if it was a person.</summary>
    public static string InWords(TaskEventLine line)
    {
        var move = Texts.Of($"Move.{line.Move}");
        return WhoOf(line) is { } who ? $"{move} ({who})" : move;
    }

    static string? WhoOf(TaskEventLine line) => line.Who == "system" ? null : line.Who;
}
