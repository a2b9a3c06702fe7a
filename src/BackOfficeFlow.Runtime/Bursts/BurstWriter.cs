using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Turns what a burst brought about into rows: state, bookmarks, timers, journal and outgoing effects, all in the transaction's one batch.</summary>
public sealed class BurstWriter(BackOfficeDb db, CurrentCaller current, OpenTransaction transaction, Outbox outbox, EndpointAnswers answers, WorkflowConsole console, TestHooks hooks, ILogger<BurstWriter> log)
{
    internal const string BookmarkTimer = "bookmark";

    internal void Insert(StartInstance order, PublishedVersion version, string caseKey, Burst burst)
    {
        var instance = burst.Instance;
        transaction.Rows.Insert(new WorkflowInstance
        {
            Id = instance.Id,
            TenantId = db.RequiredTenantId,
            CaseKey = caseKey,
            DefinitionId = order.DefinitionId,
            DefinitionVersion = version.Number,
            ConfigurationItemId = version.Id,
            Area = version.Area,
            Status = instance.Status.ToString(),
            SubStatus = instance.SubStatus.ToString(),
            Name = instance.Name,
            CorrelationId = instance.CorrelationId,
            BusinessKey = order.BusinessKey,
            OpenKey = instance.Status == InstanceStatus.Finished ? null : WorkflowInstance.OpenKeyOf(order.DefinitionId, order.BusinessKey),
            ParentInstanceId = order.ParentInstanceId,
            IncidentCount = OpenIncidents(instance),
            NeedsAttention = instance.NeedsAttention,
            BurstCount = 1,
            Revision = 1,
            CreatedAt = transaction.Now,
            UpdatedAt = transaction.Now,
            FinishedAt = instance.Status == InstanceStatus.Finished ? transaction.Now : null,
            State = instance.Save()
        });
        WriteJournal(instance.Id, caseKey, 1, "Start", burst);
        WriteWaits(instance, burst.NewBookmarks, []);
        WriteEffects(instance.Id, burst);
        transaction.Changed(ChangeSubjects.Instance, instance.Id.ToString());
    }

    internal void Update(OpenBurst open)
    {
        if (open.Runs.Count == 0)
            return;

        var instance = open.Instance;
        Update(open.Row, open.MovedTo, instance, open.Runs.Count);
        var number = open.Row.BurstCount;
        foreach (var (cause, burst) in open.Runs)
        {
            WriteJournal(instance.Id, open.CaseKey, ++number, cause, burst);
            WriteEffects(instance.Id, burst);
            if (hooks.Spoils(PlantedFault.DoubleFire))
                WriteAgain(instance.Id, number, cause, burst);
        }

        var stands = instance.Bookmarks.Select(bookmark => bookmark.Id).ToHashSet();
        var begun = open.Runs.SelectMany(run => run.Burst.NewBookmarks).ToList();
        var begunIds = begun.Select(bookmark => bookmark.Id).ToHashSet();
        WriteWaits(
            instance,
            begun.Where(bookmark => stands.Contains(bookmark.Id)),
            open.Runs.SelectMany(run => run.Burst.GoneBookmarks).Where(bookmark => !begunIds.Contains(bookmark.Id)));
        transaction.Changed(ChangeSubjects.Instance, instance.Id.ToString());
    }

    void WriteAgain(Guid instanceId, int number, string cause, Burst burst)
    {
        WriteEntry(instanceId, number, cause, burst);
        foreach (var effect in burst.Effects)
            outbox.Add(effect.Kind, $"{instanceId:N}/{effect.Key}/again", effect.Payload, instanceId: instanceId);
    }

    void Update(LockedInstance row, StoredVersion? moved, Instance instance, int bursts)
    {
        var ended = instance.Status == InstanceStatus.Finished;
        var isStale = hooks.Spoils(PlantedFault.StaleWrite);
        transaction.Rows.Run(
            $"update workflow_instance set {(isStale ? "" : "state = @state, ")}status = @status, sub_status = @sub_status, "
            + $"name = {(instance.Name is null ? "null" : "@name")}, correlation_id = {(instance.CorrelationId is null ? "null" : "@correlation")}, "
            + (moved is null ? "" : "configuration_item_id = @version, definition_version = @number, ")
            + $"open_key = {(ended ? "null" : "open_key")}, finished_at = {(ended ? "coalesce(finished_at, @now)" : "null")}, "
            + "incident_count = @incidents, needs_attention = @attention, burst_count = @bursts, revision = revision + 1, updated_at = @now "
            + "where id = @id and tenant_id = @tenant and revision = @revision",
            hitsOne: true,
            [
                .. isStale ? [] : new (string, object)[] { ("state", instance.Save()) }, ("status", instance.Status), ("sub_status", instance.SubStatus),
                .. moved is null ? [] : new (string, object)[] { ("version", moved.Id), ("number", moved.Number) },
                .. Present("name", instance.Name), .. Present("correlation", instance.CorrelationId),
                ("now", transaction.Now), ("incidents", OpenIncidents(instance)), ("attention", instance.NeedsAttention),
                ("bursts", row.BurstCount + bursts), ("id", row.Id), ("tenant", db.RequiredTenantId), ("revision", row.Revision)
            ]);
    }

    void WriteJournal(Guid instanceId, string caseKey, int number, string cause, Burst burst)
    {
        Meters.Bursts.Add(1, new KeyValuePair<string, object?>("cause", cause));
        foreach (var incident in burst.NewIncidents)
            transaction.AfterCommit(() => Tell(instanceId, caseKey, incident));
        Say(burst);
        WriteEntry(instanceId, number, cause, burst);
    }

    /// <summary>Lines of a burst that were not said yet.</summary>
    internal void Say(Burst burst)
    {
        console.Say(transaction, db.RequiredTenantId, burst.Instance.Id, [.. burst.Console]);
        burst.Console.Clear();
    }

    // Where and what kind, never the message: it may quote what people wrote. It stands with the case.
    void Tell(Guid instanceId, string caseKey, Incident incident)
    {
        Meters.Incidents.Add(1);
        log.LogWarning(
            "Case {CaseKey} (instance {InstanceId}) has an incident: step {NodeId} of type {ActivityType}, code {Code}, {ExceptionType}",
            caseKey, instanceId, incident.NodeId, incident.ActivityType, incident.Code ?? "none", incident.ExceptionType ?? "no exception");
    }

    void WriteEntry(Guid instanceId, int number, string cause, Burst burst) => transaction.Rows.Insert(new JournalEntry
    {
        TenantId = db.RequiredTenantId,
        InstanceId = instanceId,
        Burst = number,
        At = transaction.Now,
        Actor = current.Caller.Name,
        ActorId = current.Caller.UserId,
        Cause = cause,
        OperationId = current.Caller.OperationId,
        Events = JournalText.Write(burst.Events)
    });

    void WriteWaits(Instance instance, IEnumerable<Bookmark> begun, IEnumerable<Bookmark> gone)
    {
        var tenant = db.RequiredTenantId;
        foreach (var bookmark in gone)
        {
            transaction.Rows.Run("delete from workflow_bookmark where id = @id and tenant_id = @tenant", hitsOne: false, ("id", bookmark.Id), ("tenant", tenant));
            if (bookmark.DueAt is not null && bookmark.Id.ToString("N") is var key && !transaction.EndedWaits.Contains(key))
                transaction.Rows.Run(
                    "delete from armed_timer where tenant_id = @tenant and kind = @kind and entry_key = @key",
                    hitsOne: false, ("tenant", tenant), ("kind", BookmarkTimer), ("key", key));
        }

        foreach (var bookmark in begun)
            WriteWait(instance, bookmark, tenant);
    }

    void WriteWait(Instance instance, Bookmark bookmark, string tenant)
    {
        var hash = WorkflowBookmark.HashOf(bookmark.Kind, bookmark.Key);
        transaction.Rows.Insert(new WorkflowBookmark
        {
            Id = bookmark.Id,
            TenantId = tenant,
            InstanceId = instance.Id,
            NodeId = bookmark.NodeId,
            ExecutionId = bookmark.ExecutionId,
            Kind = bookmark.Kind,
            EntryKey = bookmark.Key,
            Hash = hash,
            DueAt = bookmark.DueAt,
            Payload = bookmark.Payload is null ? null : StoredJson.Write(bookmark.Payload),
            CreatedAt = transaction.Now
        });

        if (bookmark.DueAt is { } due && !hooks.Spoils(PlantedFault.ForgottenTimer))
        {
            var timer = ArmedTimer.Due(tenant, BookmarkTimer, bookmark.Id.ToString("N"), due, bookmark.Plan);
            timer.InstanceId = instance.Id;
            transaction.Rows.Insert(timer);
            transaction.Changed(ChangeSubjects.Timer, BookmarkTimer);
        }

        if (bookmark.Key.Length > 0)
            transaction.Rows.Run(
                "update outbox_entry set state = 'Waiting', visible_at = @now where tenant_id = @tenant and hash = @hash and state = 'Early'",
                hitsOne: false, ("now", transaction.Now), ("tenant", tenant), ("hash", hash));
    }

    void WriteEffects(Guid instanceId, Burst burst)
    {
        foreach (var effect in burst.Effects.Where(effect => !answers.Take(effect) && !hooks.Spoils(PlantedFault.LostEffect)))
        {
            var key = $"{instanceId:N}/{effect.Key}";
            outbox.Add(effect.Kind, effect.IsForgotten ? Stimuli.MadeUp(key) : key, effect.Payload, instanceId: instanceId);
        }
    }

    static int OpenIncidents(Instance instance) => instance.Incidents.Count(incident => incident.ResolvedAt is null);

    static IEnumerable<(string, object)> Present(string name, string? value) => value is null ? [] : [(name, value)];
}
