using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Work.Pages;

/// <summary>
/// What every interactive page does alike: it asks, shows that it is busy, and says what went wrong instead of breaking. Work that is under
/// way when the page is left is cancelled.
/// </summary>
public abstract class WorkPage : ComponentBase, IDisposable
{
    readonly CancellationTokenSource gone = new();

    [Inject] protected Requests Requests { get; set; } = null!;
    [Inject] protected TimeProvider Clock { get; set; } = null!;
    [Inject] ILoggerFactory Logs { get; set; } = null!;

    /// <summary>Null while nothing is wrong.</summary>
    protected Problem? Problem { get; set; }

    protected bool Busy { get; private set; }

    protected CancellationToken Gone => gone.Token;

    /// <summary>Does the work; what goes wrong ends up in <see cref="Problem"/>. True when it went well.</summary>
    protected async Task<bool> Try(Func<Task> work)
    {
        Busy = true;
        Problem = null;
        try
        {
            await work();
            return true;
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception error)
        {
            Problem = Problem.Of(error);
            if (!Problem.IsExpected)
                Logs.CreateLogger(GetType()).LogError(error, "A page could not do what it was asked");
            return false;
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>Asks and gives back the answer; the default when it went wrong.</summary>
    protected async Task<T?> Ask<T>(IRequest<T> request)
    {
        T? answer = default;
        await Try(async () => answer = await Requests.Send(request, gone.Token));
        return answer;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        gone.Cancel();
        gone.Dispose();
    }
}
