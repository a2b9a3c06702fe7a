using System.Text.RegularExpressions;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Tables;

/// <summary>A table as read and checked: without refusing findings there is a table.</summary>
public sealed record TableReading(DecisionTable? Table, IReadOnlyList<DocumentFinding> Findings);

/// <summary>Reads a decision table, decides whether its rows overlap or leave gaps, and runs its tests. Malformed input gives findings, never an exception.</summary>
public static partial class TableReader
{
    static readonly Dictionary<string, HitPolicy> Policies = new() { ["U"] = HitPolicy.Unique, ["F"] = HitPolicy.First, ["C"] = HitPolicy.Collect };

    static readonly Dictionary<string, ColumnType> Types = new()
    {
        ["text"] = ColumnType.Text, ["enum"] = ColumnType.Choice, ["integer"] = ColumnType.WholeNumber, ["number"] = ColumnType.Number,
        ["money"] = ColumnType.Money, ["boolean"] = ColumnType.Bool, ["date"] = ColumnType.Date,
    };

    public static TableReading Read(ReadOnlyMemory<byte> utf8)
    {
        var findings = new List<DocumentFinding>();
        var root = DocumentPart.Parse(utf8, findings);
        if (root is null)
            return new TableReading(null, findings);

        var table = ReadTable(root);
        if (findings.Count == 0)
        {
            TableAnalysis.Check(table, root);
            TableTests.Run(table, findings);
        }

        return new TableReading(findings.Any(finding => finding.Weight is FindingWeight.Refused) ? null : table, findings);
    }

    static DecisionTable ReadTable(DocumentPart root)
    {
        var title = root.RequiredText("title");
        var description = root.Text("description");
        root.Text("$schema");
        var policy = root.Word("hitPolicy", Policies, HitPolicy.Unique, required: true);
        var inputs = ReadColumns(root, "inputs");
        var outputs = ReadColumns(root, "outputs");
        var rows = root.Items("rows", required: true).Select(part => ReadRow(part, inputs, outputs)).ToList();
        var otherwise = root.Part("default", required: true) is { } part ? ReadRow(part, inputs, outputs, isDefault: true) : new TableRow("default", [], new Dictionary<string, object?>());
        var table = new DecisionTable(title, policy, inputs, outputs, rows, otherwise)
        {
            Description = description,
            ValidFrom = root.Date("validFrom"),
            ValidTo = root.Date("validTo"),
            Complete = root.Flag("complete"),
            Tests = [.. root.Items("tests", required: true).Select(ReadTest)],
        };
        root.Close();
        CheckNames(root, table);
        return table;
    }

    static List<TableColumn> ReadColumns(DocumentPart root, string name)
    {
        var columns = root.Items(name, required: true).Select(ReadColumn).ToList();
        if (columns.Count == 0 && root.Has(name))
            root.At(name).Report(Texts.All, "NoColumns");
        foreach (var twice in columns.GroupBy(column => column.Name).Where(group => group.Count() > 1))
            root.At(name).Report(Texts.All, "NameTwice", twice.Key);
        return columns;
    }

    static TableColumn ReadColumn(DocumentPart part)
    {
        var name = part.RequiredText("name");
        var type = part.Word("type", Types, ColumnType.Text, required: true);
        var column = new TableColumn(name, type)
        {
            Title = part.Text("title") ?? name,
            Values = type is ColumnType.Choice ? part.TextItems("values") : [],
            Minimum = type is ColumnType.WholeNumber or ColumnType.Number or ColumnType.Money ? part.Number("minimum") : null,
            Maximum = type is ColumnType.WholeNumber or ColumnType.Number or ColumnType.Money ? part.Number("maximum") : null,
            Optional = part.Flag("optional"),
        };
        if (!ColumnName().IsMatch(name))
            part.Report(Texts.All, "NameWrong", name);
        if (type is ColumnType.Choice && column.Values.Count == 0)
            part.Report(Texts.All, "NoValues", name);
        if (column.Minimum > column.Maximum)
            part.Report(Texts.All, "LimitsCrossed", name);
        part.Close();
        return column;
    }

    static TableRow ReadRow(DocumentPart part, List<TableColumn> inputs, List<TableColumn> outputs, bool isDefault = false)
    {
        var id = isDefault ? part.Text("id") ?? "default" : part.RequiredText("id");
        var when = isDefault ? null : part.Part("when", required: true);
        var cells = inputs.Select(column => CellReader.Read(when is not null && HasCell(when, column.Name) ? when.At(column.Name) : null, column)).ToList();
        foreach (var (name, cell) in when?.Members() ?? [])
            if (inputs.All(column => column.Name != name))
                cell.Report(Texts.All, "ColumnUnknown", name, string.Join(", ", inputs.Select(column => column.Name)));

        var row = new TableRow(id, cells, ReadOutputs(part, outputs)) { Note = part.Text("note") };
        part.Close();
        return row;
    }

    // A condition that is null asks for a missing value, so it counts as given.
    static bool HasCell(DocumentPart when, string name) => when.Element.TryGetProperty(name, out _);

    static Dictionary<string, object?> ReadOutputs(DocumentPart row, List<TableColumn> outputs)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (row.Part("then", required: true) is not { } then)
            return values;
        foreach (var column in outputs)
        {
            var wrong = new List<DocumentFinding>();
            var part = then.Any(column.Name);
            values[column.Name] = TableInputs.Read(column, part is null ? null : PlainValues.Read(part.Element), column.Name, wrong);
            foreach (var finding in wrong)
                then.At(column.Name).Report(Texts.All, finding.Code is "InputMissing" ? "OutputMissing" : finding.Code, [.. finding.Arguments]);
        }

        then.Close();
        return values;
    }

    static TableTest ReadTest(DocumentPart part)
    {
        var name = part.RequiredText("name");
        var inputs = part.Part("inputs", required: true);
        var rows = part.Has("rows") ? part.TextItems("rows") : [part.RequiredText("row")];
        var outputs = part.Part("outputs");
        part.Close();
        return new TableTest(name, part.Place, inputs is null ? new Dictionary<string, object?>() : PlainValues.ReadObject(inputs.Element), rows,
            outputs is null ? new Dictionary<string, object?>() : PlainValues.ReadObject(outputs.Element));
    }

    static void CheckNames(DocumentPart root, DecisionTable table)
    {
        foreach (var twice in table.Rows.Append(table.Default).GroupBy(row => row.Id).Where(group => group.Count() > 1))
            root.At("rows").Report(Texts.All, "NameTwice", twice.Key);
        if (table.ValidFrom > table.ValidTo)
            root.At("validTo").Report(Texts.All, "ValidCrossed");
        if (table.Tests.Count == 0 && root.Has("tests"))
            root.At("tests").Report(Texts.All, "NoTests");
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,49}$")]
    private static partial Regex ColumnName();
}
