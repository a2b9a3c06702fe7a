using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Ends one wait of a case for another system, with what it brings, and runs the case until it waits again. Only waits for events and for a
/// time: all others are ended by whoever they wait for.
/// </summary>
[SentBy(Senders.Product)]
public sealed record ResumeBookmark(Guid InstanceId, Guid BookmarkId) : IRequest<Unit>, IOperation
{
    /// <summary>Kinds of waits that another system may end.</summary>
    public static readonly IReadOnlySet<string> Kinds = new HashSet<string>(StringComparer.Ordinal) { EventStimulus.KindName, "Elsa.Delay", "Elsa.StartAt", "Elsa.Timer", "Elsa.Cron" };

    public IReadOnlyDictionary<string, object?> Input { get; init; } = new Dictionary<string, object?>();
    public string? OperationId { get; init; }
    public string? Asked { get; init; }

    public sealed class Handler(BackOfficeDb db, Bursts bursts) : IRequestHandler<ResumeBookmark, Unit>
    {
        public async Task<Unit> Handle(ResumeBookmark request, CancellationToken cancellationToken)
        {
            if (!await db.Set<WorkflowInstance>().AnyAsync(row => row.Id == request.InstanceId, cancellationToken))
                throw new RuleBrokenException(Texts.Say("InstanceUnknown", request.InstanceId)) { Code = "not-found" };
            return await bursts.In(request.InstanceId, burst => Resume(burst, request), cancellationToken);
        }

        static async Task<Unit> Resume(OpenBurst burst, ResumeBookmark request)
        {
            if (burst.Instance.Bookmarks.Find(bookmark => bookmark.Id == request.BookmarkId) is { } wait && !Kinds.Contains(wait.Kind))
                throw new RuleBrokenException(Texts.Say("WaitNotYours", burst.CaseKey, wait.Kind)) { Code = "not-resumable" };
            if (!await burst.ResumeWith(request.BookmarkId, new ResumeInput(request.Input)))
                throw new RuleBrokenException(Texts.Say("WaitSpent", burst.CaseKey)) { Code = "bookmark-spent" };
            return Unit.Value;
        }
    }
}
