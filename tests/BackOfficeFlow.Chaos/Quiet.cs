using System.Data.Common;
using System.Globalization;

namespace BackOfficeFlow.Chaos;

/// <summary>Waits until nothing moves any more: all is done, or what is left will not be.</summary>
sealed class Quiet(IChaosDatabase database)
{
    /// <summary>Longer than the longest lease and the pauses between attempts: after that nobody comes back to anything.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>What is under way, and something that changes with everything that happens.</summary>
    const string State = """
        select (select count(*) from workflow_instance where finished_at is null)
             + (select count(*) from outbox_entry where state = 'Waiting') + (select count(*) from armed_timer),
               (select coalesce(max(sequence), 0) from journal_entry) || '/' || (select coalesce(sum(attempts), 0) from outbox_entry)
        """;

    /// <param name="progress">What else moves: orders that become complete.</param>
    /// <param name="isDone">Whether nothing more is asked for.</param>
    /// <param name="cancel">Whoever does not want to wait any longer.</param>
    public async Task Comes(Func<string> progress, Func<bool> isDone, CancellationToken cancel)
    {
        var (last, since) = ("", TimeProvider.System.GetTimestamp());
        while (!cancel.IsCancellationRequested && TimeProvider.System.GetElapsedTime(since) < Patience)
        {
            var (open, state) = await Ask(cancel);
            if (open == 0 && isDone())
                return;
            if ($"{state} {progress()}" is var now && now != last)
                (last, since) = (now, TimeProvider.System.GetTimestamp());
            await Pause.For(Look, CancellationToken.None);
        }
    }

    async Task<(long Open, string State)> Ask(CancellationToken cancel)
    {
        try
        {
            await using var connection = database.Connect();
            await connection.OpenAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = State;
            await using var reader = await command.ExecuteReaderAsync(cancel);
            await reader.ReadAsync(cancel);
            return (Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture), reader.GetString(1));
        }
        catch (DbException)
        {
            return (-1, "");
        }
        catch (OperationCanceledException)
        {
            return (-1, "");
        }
    }
}
