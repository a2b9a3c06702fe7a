using System.Globalization;
using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Work.Tables;

/// <summary>Decides by a table and writes into the journal which row of which version decided, and why.</summary>
[Activity("BackOffice.DecisionTable", Category = "Decisions", DisplayName = "Decision table",
    Description = "Looks up what follows from some facts in a decision table. The row that decided is in the history of the case.")]
public sealed class DecisionTableActivity(PublishedTables tables) : Activity
{
    [Input("The table: its name in the process's area, or area/name.", Hint = "dropdown", Options = "tables", Required = true)] public string Table { get; set; } = "";
    [Input("The facts, by column.")] public IReadOnlyDictionary<string, object?>? Inputs { get; set; }

    [Output("What follows: an object by column, or a list of them when rows are collected.")] public object? Result { get; set; }
    [Output("The row that decided.")] public string? Row { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        var found = await tables.Require(Table, context.InstanceId, context.DefinitionId, context.DefinitionVersion, context.Now, context.Cancel);
        var day = DateOnly.FromDateTime(context.Now.UtcDateTime);
        if (!found.Table.IsInForce(day))
            return Fault(Texts.Say("TableNotInForce", found.Key, day), "table-not-in-force");

        var decision = found.Table.Decide(Inputs ?? new Dictionary<string, object?>());
        Result = decision.Result;
        Row = string.Join(", ", decision.RowIds);
        context.Note("Decided", Explain(found, decision));
        return Done();
    }

    static Dictionary<string, object?> Explain(PublishedTable found, Decision decision) => new()
    {
        ["table"] = found.Key,
        ["version"] = (long)found.Version,
        ["title"] = found.Table.Title,
        ["rows"] = decision.RowIds.Select(row => (object?)row).ToList(),
        ["note"] = decision.Hits[0].Note,
        ["inputs"] = new Dictionary<string, object?>(decision.Inputs),
        ["result"] = decision.Result,
        ["passedOver"] = decision.Explanation.Where(verdict => !verdict.Fits)
            .Select(verdict => (object?)string.Create(CultureInfo.InvariantCulture, $"{verdict.RowId}: {verdict.FailedColumn} {verdict.Wanted}")).ToList(),
    };
}
