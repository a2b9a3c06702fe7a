using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Data;

/// <summary>Asks a database that is away for a moment again, every two seconds.</summary>
public static class Patience
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <param name="ask">What is asked; done again from its beginning.</param>
    /// <param name="isAway">Whether what the database said, wherever it is wrapped, is a reason to ask again; all else is thrown at once.</param>
    /// <param name="limit">After how long the last failure is thrown instead.</param>
    /// <param name="log">Is told each time.</param>
    /// <param name="clock">Measures the limit.</param>
    /// <param name="stopping">Ends the asking.</param>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static async Task<T> AskUntilAnswered<T>(Func<Task<T>> ask, Func<DbException, bool> isAway, TimeSpan limit, ILogger log, TimeProvider clock, CancellationToken stopping)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception problem) when (Failures.Find<DbException>(problem) is { } said && isAway(said) && clock.GetElapsedTime(since) < limit)
            {
                log.LogWarning("The database did not answer, so it is asked again: {Why}", said.Message);
            }

            await Task.Delay(Pause, clock, stopping);
        }
    }
}
