using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Studio;

/// <summary>Sends what the designer asks for, and says what whoever asks may do.</summary>
sealed class DesignerCalls(Requests requests, ICallerSource callers)
{
    public Task<T> Send<T>(IRequest<T> request, CancellationToken cancel) => requests.Send(request, cancel);

    /// <summary>Whether whoever asks may change definitions; the designer shows the others everything and lets them change nothing.</summary>
    public async ValueTask<bool> MayChange(CancellationToken cancel) => SentByAttribute.Of(typeof(SaveDefinition)).Lets(await callers.Find(cancel));
}
