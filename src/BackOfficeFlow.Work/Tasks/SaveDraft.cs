using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Keeps what the holder of a task has typed so far, unchecked.</summary>
[SentBy(Senders.Clerks)]
public sealed record SaveDraft(Guid TaskId, IReadOnlyDictionary<string, object?> Values, string? Comment) : IRequest<SavedDraft>
{
    /// <summary>The revision of the task that the person looked at. Nothing typed is refused for it, but see <see cref="SavedDraft"/>.</summary>
    public int? Revision { get; init; }

    /// <summary>The draft that the person looked at: a newer one, from another window of theirs, is not overwritten. Null does not ask.</summary>
    public SeenDraft? Seen { get; init; }

    /// <summary>The code of the refusal when the same person has typed something newer elsewhere.</summary>
    public const string OvertakenCode = "draft-overtaken";

    /// <summary>A draft is typed by hand; what is longer comes from somewhere else.</summary>
    const int Longest = 1_000_000;

    public sealed class Handler(BackOfficeDb db, TaskDesk desk) : IRequestHandler<SaveDraft, SavedDraft>
    {
        public async Task<SavedDraft> Handle(SaveDraft request, CancellationToken cancel)
        {
            var now = desk.Now;
            var task = await desk.Find(request.TaskId, cancel);
            var isStale = request.Revision is { } seen && seen != task.Revision;
            task.Start(desk.Caller, now);

            var values = Engine.Values.ToJson(request.Values);
            if (values.Length > Longest)
                throw new RuleBrokenException(Texts.Of("DraftTooLong")) { Code = "draft-too-long" };

            var draft = await db.Set<TaskDraft>().SingleOrDefaultAsync(row => row.TaskId == task.Id && row.UserId == desk.Caller.UserId, cancel);
            request.Seen?.Require(draft);
            draft ??= db.Add(new TaskDraft { TaskId = task.Id, UserId = desk.Caller.UserId!.Value, Values = values, SavedAt = now }).Entity;
            draft.Values = values;
            draft.Comment = request.Comment;
            draft.SavedAt = now;
            await desk.Keep(task, cancel);
            return new SavedDraft(isStale ? request.Revision!.Value : task.Revision, now);
        }
    }
}

/// <summary>The draft that somebody looked at, by the instant at which it was kept; none when null.</summary>
public sealed record SeenDraft(DateTimeOffset? At)
{
    /// <exception cref="RuleBrokenException">A newer draft stands.</exception>
    public void Require(TaskDraft? standing)
    {
        if (standing is not null && standing.SavedAt != At)
            throw new RuleBrokenException(Texts.Of("DraftOvertaken")) { Code = SaveDraft.OvertakenCode };
    }
}

/// <summary>
/// When the draft was kept, and the revision that its writer has seen since: the new one, or still the old one if somebody has changed the
/// task in between, so that finishing it says so.
/// </summary>
public sealed record SavedDraft(int Revision, DateTimeOffset At);
