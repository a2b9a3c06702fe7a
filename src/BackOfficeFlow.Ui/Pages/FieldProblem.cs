namespace BackOfficeFlow.Ui;

/// <summary>A line of a summary of errors: the field by its name with what is wrong, and the control it leads to.</summary>
public sealed record FieldProblem(string ControlId, string Words)
{
    /// <summary>"Amount: write a number." A name that asks needs no colon: "Was it reached? Choose one."</summary>
    public static FieldProblem Of(string controlId, string name, string wrong) =>
        new(controlId, name.EndsWith('?') ? $"{name} {wrong}" : $"{name}: {wrong}");
}
