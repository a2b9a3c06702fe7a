using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Which workflow a request is for: one that it starts, or one that waits for it.</summary>
[SentBy(Senders.Product)]
public sealed record FindEndpoint(string Method, string Path) : IRequest<EndpointMatch?>
{
    /// <summary>Only this instance.</summary>
    public Guid? InstanceId { get; init; }

    /// <summary>Of those that wait, only instances with this correlation id.</summary>
    public string? CorrelationId { get; init; }

    public sealed class Handler(BackOfficeDb db) : IRequestHandler<FindEndpoint, EndpointMatch?>
    {
        public async Task<EndpointMatch?> Handle(FindEndpoint request, CancellationToken cancellationToken)
        {
            var parts = HttpPath.Split(request.Path);
            var shapes = HttpPath.ShapesFor(parts).Select(shape => WorkflowBookmark.HashOf(HttpStimulus.KindName, HttpStimulus.KeyOf(request.Method, shape))).ToList();
            var starting = request.InstanceId is null ? await FindTriggers(shapes, cancellationToken) : [];
            var waiting = await FindWaits(request, shapes, cancellationToken);
            return Choose([.. starting.Concat(waiting)], shapes, parts);
        }

        async Task<List<Candidate>> FindTriggers(List<byte[]> shapes, CancellationToken cancel)
        {
            var found = await db.Set<WorkflowTrigger>().AsNoTracking().Where(trigger => shapes.Contains(trigger.Hash)).ToListAsync(cancel);
            return found.ConvertAll(trigger => new Candidate(trigger.Hash, trigger.Payload, new EndpointMatch(trigger.DefinitionId) { TriggerId = trigger.Id }));
        }

        async Task<List<Candidate>> FindWaits(FindEndpoint request, List<byte[]> shapes, CancellationToken cancel)
        {
            var waits = db.Set<WorkflowBookmark>().AsNoTracking().Where(bookmark => shapes.Contains(bookmark.Hash));
            if (request.InstanceId is { } instanceId)
                waits = waits.Where(bookmark => bookmark.InstanceId == instanceId);
            if (request.CorrelationId is { } correlationId)
                waits = waits.Where(bookmark => db.Set<WorkflowInstance>().Any(instance => instance.Id == bookmark.InstanceId && instance.CorrelationId == correlationId));
            // A path at which thousands wait is ambiguous as soon as there are two.
            var found = await waits.OrderBy(bookmark => bookmark.Id).Take(100).ToListAsync(cancel);
            return found.ConvertAll(bookmark => new Candidate(bookmark.Hash, bookmark.Payload, new EndpointMatch("") { InstanceId = bookmark.InstanceId, BookmarkId = bookmark.Id }));
        }

        // The path that says most wins; of two that say the same, the one that starts an instance.
        static EndpointMatch? Choose(List<Candidate> candidates, List<byte[]> shapes, IReadOnlyList<string> parts)
        {
            var fitting =
                from candidate in candidates
                let rules = HttpRules.From(candidate.Payload is null ? null : StoredJson.Read(candidate.Payload))
                let path = HttpPath.Parse(rules.Path)
                let route = path?.Match(parts)
                where route is not null
                group candidate.Match with { Rules = rules, RouteData = route }
                    by (Shape: shapes.FindIndex(shape => shape.AsSpan().SequenceEqual(candidate.Hash)), Free: -path.Constraints, IsWait: candidate.Match.TriggerId is null) into equal
                orderby equal.Key.Shape, equal.Key.Free, equal.Key.IsWait
                select equal.ToList();
            return fitting.FirstOrDefault() is not { } best ? null : best is [var only] ? only : best[0] with { Others = best.Count - 1 };
        }
    }

    sealed record Candidate(byte[] Hash, string? Payload, EndpointMatch Match);
}

/// <summary>A workflow that a request is for.</summary>
public sealed record EndpointMatch(string DefinitionId)
{
    internal Guid? TriggerId { get; init; }
    internal Guid? BookmarkId { get; init; }
    internal Guid? InstanceId { get; init; }

    public HttpRules Rules { get; init; } = new("");
    public IReadOnlyDictionary<string, object?> RouteData { get; init; } = new Dictionary<string, object?>();

    /// <summary>How many others the request is for just as well: then it is for none.</summary>
    public int Others { get; init; }
}
