namespace BackOfficeFlow.Runtime;

/// <summary>Fires one timer inside its scope.</summary>
sealed class FireTimer(IEnumerable<ITimerHandler> handlers, OpenTransaction transaction, Quarantine quarantine)
{
    public async Task<bool> Fire(ClaimedTimer timer, CancellationToken cancel)
    {
        var handler = handlers.FirstOrDefault(handler => handler.Kind == timer.Call.Kind)
            ?? throw new InvalidOperationException(
                $"Nothing fires timers of the kind '{timer.Call.Kind}'. Known: {string.Join(", ", handlers.Select(known => known.Kind).Order(StringComparer.Ordinal))}.");
        await transaction.Begin(cancel);

        // First in the batch, so that a handler may arm the timer again.
        transaction.Take(timer);
        await handler.Handle(timer.Call, cancel);
        return true;
    }

    public async Task<bool> Fail(ClaimedTimer timer, Exception problem, CancellationToken cancel)
    {
        var isOver = timer.Attempt >= Attempts.Timers;
        transaction.Rows.Run(
            $"update armed_timer set visible_at = {(isOver ? "null" : "@again")}, last_error = @error, lease_id = null where sequence = @sequence and tenant_id = @tenant and lease_id = @lease",
            hitsOne: false,
            [
                .. isOver ? [] : new (string, object)[] { ("again", transaction.Now + Attempts.Pause(timer.Attempt)) },
                ("error", Attempts.Say(problem)), ("sequence", timer.Sequence), ("tenant", timer.Call.TenantId), ("lease", timer.Lease)
            ]);
        if (isOver && timer.Call.InstanceId is { } instanceId)
            await quarantine.Put(instanceId, Attempts.Say(problem), cancel);
        return true;
    }
}
