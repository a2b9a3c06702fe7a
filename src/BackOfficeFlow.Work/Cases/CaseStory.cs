using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Ui;
using BackOfficeFlow.Work.Processes;

namespace BackOfficeFlow.Work.Cases;

/// <summary>
/// Tells the journal of a case in plain words. A process may say its own words for what its steps note: a text "note.What" of its area. Steps
/// that only steer (decisions, joins, loops) are left out.
/// </summary>
public sealed class CaseStory(ProcessNames processes)
{
    const string Root = "Workflow1";

    // Not deeds of the case's own: of people, of tables, and what is told as a wait.
    static readonly HashSet<string> NoDeeds = ["TaskOffered", "TaskFinished", "TaskWithdrawn", "TaskTimedOut", "Decided", "HandedOver", "HandedBack", "Workflow cancelled", RetryWait.Failed];

    static readonly HashSet<string> Engine = ["Started", "Resumed", "Suspended", "Completed", "Canceled", "Faulted"];

    public async Task<IReadOnlyList<TimelineItem>> Tell(IReadOnlyList<JournalEntry> journal, Workflow workflow, string area, CancellationToken cancel)
    {
        var items = new List<TimelineItem>();
        foreach (var entry in journal)
        {
            var who = entry.ActorId is null ? null : entry.Actor;
            if (entry.Cause == "Start")
                items.Add(new TimelineItem(entry.At, Texts.Of("Story.Opened")) { Who = who, Tone = Tone.Info });
            else if (entry.Cause is "Retry" or "Cancel")
                items.Add(new TimelineItem(entry.At, Texts.Of($"Story.{entry.Cause}")) { Who = who, Tone = Tone.Warning });

            foreach (var happening in JournalText.Read(entry.Events))
            {
                if (await Tell(happening, workflow.Find(happening.NodeId), area, cancel) is { } item)
                    items.Add(item with { Who = item.Who ?? who });
            }
        }

        return items;
    }

    /// <summary>What a case has just done of itself, in plain words; tasks, which people see elsewhere, are left out.</summary>
    public async Task<IReadOnlyList<string>> TellDeeds(IEnumerable<JournalEvent> happenings, Workflow workflow, string area, CancellationToken cancel)
    {
        var deeds = new List<string>();
        foreach (var happening in happenings.Where(happening => !Engine.Contains(happening.What) && !NoDeeds.Contains(happening.What)))
        {
            if (await Tell(happening, workflow.Find(happening.NodeId), area, cancel) is { } item)
                deeds.Add(item.Title);
        }

        return [.. deeds.Distinct()];
    }

    async Task<TimelineItem?> Tell(JournalEvent happening, Node? node, string area, CancellationToken cancel)
    {
        var details = happening.Details ?? new Dictionary<string, object?>();
        if (!Engine.Contains(happening.What))
            return await TellNote(happening, node, details, area, cancel);

        var step = await processes.Step(node, happening.NodeId, area, cancel);
        return (happening.What, happening.ActivityType) switch
        {
            ("Faulted", _) => new TimelineItem(happening.At, Texts.Of("Story.Faulted", step)) { Text = details.GetValueOrDefault("Message") as string, Tone = Tone.Bad },
            ("Completed", "Elsa.Workflow") => new TimelineItem(happening.At, Texts.Of("Story.Closed")) { Tone = Tone.Good },
            ("Suspended", "Elsa.Delay" or "Elsa.StartAt" or "Elsa.Timer" or "Elsa.Cron" or "Elsa.Event") => new TimelineItem(happening.At, Texts.Of("Story.Waits", step)),
            ("Resumed", "Elsa.Delay" or "Elsa.StartAt" or "Elsa.Timer" or "Elsa.Cron") => new TimelineItem(happening.At, Texts.Of("Story.TimeCame", step)),
            ("Resumed", "Elsa.Event") => new TimelineItem(happening.At, Texts.Of("Story.EventCame", step)) { Tone = Tone.Info },
            ("Suspended", "Elsa.RunTask") => new TimelineItem(happening.At, Texts.Of("Story.GaveOut", step)),
            ("Resumed", "Elsa.RunTask") => new TimelineItem(happening.At, Texts.Of("Story.CameBack", step)) { Tone = Tone.Good },
            _ => happening.NodeId == Root && happening.What == "Completed" ? new TimelineItem(happening.At, Texts.Of("Story.Closed")) { Tone = Tone.Good } : null
        };
    }

    async Task<TimelineItem> TellNote(JournalEvent happening, Node? node, IReadOnlyDictionary<string, object?> details, string area, CancellationToken cancel)
    {
        var said = new Dictionary<string, object?>(details);
        foreach (var word in new[] { "title", "label", "text", "note", "subject" })
        {
            if (details.GetValueOrDefault(word) is string text)
                said[word] = await processes.Say(text, area, details.GetValueOrDefault("arguments") as IReadOnlyDictionary<string, object?>, cancel);
        }

        var title = await processes.Find($"note.{happening.What}", area, said, cancel)
            ?? Known(happening.What, said)
            ?? Texts.Of("Story.Noted", await processes.Step(node, happening.NodeId, area, cancel), happening.What);
        return new TimelineItem(happening.At, title)
        {
            Who = said.GetValueOrDefault("who") as string,
            Text = (said.GetValueOrDefault("comment") ?? said.GetValueOrDefault("note")) as string,
            Href = said.GetValueOrDefault("taskId") is string taskId ? $"tasks/{taskId}" : null,
            Tone = ToneOf(happening.What)
        };
    }

    static string? Known(string what, Dictionary<string, object?> said)
    {
        object? Value(string name) => said.GetValueOrDefault(name);
        return what switch
        {
            "TaskOffered" => Texts.Of("Note.TaskOffered", Value("title"), Where(said)),
            "TaskFinished" => Texts.Of("Note.TaskFinished", Value("title"), Value("label") ?? Value("outcome")),
            "TaskWithdrawn" => Texts.Of("Note.TaskWithdrawn", Value("title")),
            "TaskTimedOut" => Texts.Of("Note.TaskTimedOut", Value("title")),
            "Decided" when Value("note") is string => Texts.Of("Note.Decided", Value("title")),
            "Decided" => Texts.Of("Note.DecidedByRow", Value("title"), Rows(Value("rows")), Value("version")),
            "message-written" => Texts.Of("Note.MessageWritten", Value("subject")),
            "message-no-address" => Texts.Of("Note.MessageNoAddress"),
            "HandedOver" => Texts.Of("Note.HandedOver", Value("title")),
            "HandedBack" => Texts.Of("Note.HandedBack", Value("title"), Value("label") ?? Value("outcome")),
            "Workflow cancelled" => Texts.Of("Note.Cancelled", Value("Reason")),
            RetryWait.Failed => Texts.Of("Note.TriedAgain", Value("Message"), Value("Attempt"), Value("MaxRetryAttempts")),
            _ => null
        };
    }

    static string Where(Dictionary<string, object?> said) =>
        said.GetValueOrDefault("queue") is string queue ? Queues.Queue.NameOf(queue, null)
        : (said.GetValueOrDefault("role") ?? said.GetValueOrDefault("person")) as string ?? "";

    static string Rows(object? rows) => rows is IEnumerable<object?> several ? string.Join(", ", several) : $"{rows}";

    static Tone ToneOf(string what) => what switch
    {
        "TaskFinished" or "HandedBack" => Tone.Good,
        "TaskOffered" or "HandedOver" => Tone.Info,
        "TaskTimedOut" or "TaskWithdrawn" or RetryWait.Failed => Tone.Warning,
        "Workflow cancelled" => Tone.Bad,
        _ => Tone.Neutral
    };
}
