using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// How pages and endpoints ask for something. Every request gets a scope, a context and a transaction of its own; a lost race is repeated.
/// Inside a scope (a handler's activity, say) <see cref="IMediator"/> is used instead: same scope, same transaction.
/// </summary>
public sealed class Requests(Scopes scopes, ICallerSource callers)
{
    /// <summary>Sends for whoever is asking in the surroundings.</summary>
    public async Task<T> Send<T>(IRequest<T> request, CancellationToken cancel = default) =>
        await Send(request, await callers.Find(cancel), cancel);

    public Task<T> Send<T>(IRequest<T> request, Caller caller, CancellationToken cancel = default) =>
        scopes.Run<RequestScope, T>(caller, scope => scope.Send(request, cancel), cancel);
}

/// <summary>What a request needs once its scope is open.</summary>
sealed class RequestScope(IMediator mediator, Operations operations)
{
    public Task<T> Send<T>(IRequest<T> request, CancellationToken cancel) =>
        operations.Once(request, () => mediator.Send(request, cancel), cancel);
}
