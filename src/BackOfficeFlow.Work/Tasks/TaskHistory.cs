using BackOfficeFlow.Ui;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>The history of a task in plain words.</summary>
static class TaskHistory
{
    public static TimelineItem Say(TaskEventLine line) => new(line.At, Texts.Of($"Move.{line.Move}"))
    {
        Who = line.Who == "system" ? null : line.Who,
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
}
