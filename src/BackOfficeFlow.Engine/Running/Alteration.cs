using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>One repair of an instance from outside, in Elsa's words.</summary>
public abstract record Alteration(string Type)
{
    /// <summary>Reads a list of alterations; what cannot be read becomes one that fails and says why.</summary>
    public static IReadOnlyList<Alteration> Read(JsonElement alterations) => [.. alterations.Items().Select(ReadOne)];

    static Alteration ReadOne(JsonElement json) => json.TextOf("type") switch
    {
        "ModifyVariable" => json.TextOf("variableId") is { Length: > 0 } id
            ? new ModifyVariable(id, Values.FromJson(json.Property("value")))
            : new BrokenAlteration("ModifyVariable", "variableId is missing."),
        "Migrate" => json.NumberOf("targetVersion") is { } version ? new Migrate(version) : new BrokenAlteration("Migrate", "targetVersion is missing."),
        "ScheduleActivity" => (Alteration?)Target(json) ?? new BrokenAlteration("ScheduleActivity", "activityId or activityInstanceId is missing."),
        "CancelActivity" => Target(json) is ScheduleActivity target ? new CancelActivity(target.ActivityId, target.ExecutionId) : new BrokenAlteration("CancelActivity", "activityId or activityInstanceId is missing."),
        "Cancel" => new CancelWorkflow(),
        var other => new BrokenAlteration(other ?? "", $"'{other}' is no alteration. Known: ModifyVariable, Migrate, ScheduleActivity, CancelActivity, Cancel.")
    };

    static ScheduleActivity? Target(JsonElement json) =>
        (json.TextOf("activityId"), json.TextOf("activityInstanceId")) is var (activity, execution) && (activity ?? execution) is not null ? new ScheduleActivity(activity, execution) : null;
}

/// <summary>Gives a variable another value, wherever in the instance it lives.</summary>
public sealed record ModifyVariable(string VariableId, object? Value) : Alteration("ModifyVariable");

/// <summary>Moves the instance to another version; every activity at which it stands must be there.</summary>
public sealed record Migrate(int TargetVersion) : Alteration("Migrate");

/// <summary>Runs a failed or waiting step again, or one more activity of a flowchart that runs.</summary>
public sealed record ScheduleActivity(string? ActivityId, string? ExecutionId) : Alteration("ScheduleActivity");

/// <summary>Ends a step without an outcome.</summary>
public sealed record CancelActivity(string? ActivityId, string? ExecutionId) : Alteration("CancelActivity");

/// <summary>Ends the instance.</summary>
public sealed record CancelWorkflow() : Alteration("Cancel");

sealed record BrokenAlteration(string Name, string Problem) : Alteration(Name);

/// <summary>What became of alterations: what happened, in order, which version the instance runs now, and why the rest was not done.</summary>
public sealed record Altered(IReadOnlyList<Burst> Bursts, Instance Instance, Workflow Workflow, string? Problem);
