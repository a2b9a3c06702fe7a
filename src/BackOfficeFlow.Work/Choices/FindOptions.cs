using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Choices;

/// <summary>What may stand in an input of a step, as it is now; null when the step is unknown or nobody has a list for the input.</summary>
[SentBy(Senders.Members, Scope = KeyScopes.Definitions)]
public sealed record FindOptions(string ActivityType, string Input) : IRequest<IReadOnlyList<Option>?>
{
    /// <summary>What the step's other inputs hold.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>();

    public sealed class Handler(ActivityRegistry registry, IEnumerable<IOptionSource> sources) : IRequestHandler<FindOptions, IReadOnlyList<Option>?>
    {
        public async Task<IReadOnlyList<Option>?> Handle(FindOptions request, CancellationToken cancel)
        {
            var input = registry.Find(request.ActivityType)?.Inputs.FirstOrDefault(input => input.Name.Equals(request.Input, StringComparison.OrdinalIgnoreCase));
            var source = sources.FirstOrDefault(source => source.Name == input?.Attribute.Options);
            return source is null ? null : await source.Find(request.Others, cancel);
        }
    }
}
