using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Tables;

/// <summary>
/// Decides, rather than samples, whether rows overlap, whether one can never answer, and what no row answers. Every column is cut into
/// pieces within which no cell of the table changes its mind; a row is then a box of pieces, and boxes are compared. What is found is told by an example.
/// </summary>
static class TableAnalysis
{
    const int MostFindings = 20;

    public static void Check(DecisionTable table, DocumentPart root)
    {
        var pieces = table.Inputs.Select((column, at) => ColumnPieces.Of(column, table.Rows.Select(row => row.Cells[at]))).ToList();
        var boxes = table.Rows.Select(row => new Box(row, pieces)).ToList();

        foreach (var (box, at) in boxes.Select((box, at) => (box, at)).Where(each => each.box.IsEmpty).Take(MostFindings))
            RowPart(root, at).Report(Texts.All, "RowNeverFits", box.Row.Id);
        if (table.Policy is HitPolicy.Unique)
            CheckOverlaps(table, root, pieces, boxes);
        CheckCover(table, root, pieces, boxes);
    }

    static void CheckOverlaps(DecisionTable table, DocumentPart root, List<IReadOnlyList<object?>> pieces, List<Box> boxes)
    {
        var found = 0;
        for (var later = 1; later < boxes.Count; later++)
            for (var earlier = 0; earlier < later && found < MostFindings; earlier++)
                if (boxes[earlier].Meets(boxes[later]) is { } witness)
                {
                    found++;
                    RowPart(root, later).Report(Texts.All, "RowsOverlap", boxes[earlier].Row.Id, boxes[later].Row.Id, Example(table, pieces, witness));
                }
    }

    static void CheckCover(DecisionTable table, DocumentPart root, List<IReadOnlyList<object?>> pieces, List<Box> boxes)
    {
        try
        {
            if (table.Policy is HitPolicy.First)
                for (var at = 1; at < boxes.Count; at++)
                    if (!boxes[at].IsEmpty && new Cover(boxes[..at], boxes[at].Allowed).Gap() is null)
                        RowPart(root, at).Report(Texts.All, "RowNeverReached", boxes[at].Row.Id);

            var everything = pieces.Select(column => column.Select(_ => true).ToArray()).ToArray();
            if (new Cover(boxes, everything).Gap() is not { } gap)
                return;
            if (table.Complete)
                root.At("rows").Report(Texts.All, "Gap", Example(table, pieces, gap));
            else
                root.At("rows").Remark(Texts.All, "FallsToDefault", Example(table, pieces, gap));
        }
        catch (CoverTooComplexException)
        {
            root.At("rows").Report(Texts.All, "TooComplex");
        }
    }

    static DocumentPart RowPart(DocumentPart root, int at) => root.At("rows").Items().ElementAt(at);

    static string Example(DecisionTable table, List<IReadOnlyList<object?>> pieces, int[] witness) =>
        string.Join(", ", table.Inputs.Select((column, at) => $"{column.Name} = {ColumnPieces.Shown(column, pieces[at][witness[at]])}"));
}

/// <summary>The pieces that each column of a row accepts.</summary>
sealed class Box(TableRow row, List<IReadOnlyList<object?>> pieces)
{
    public TableRow Row { get; } = row;
    public bool[][] Allowed { get; } = [.. pieces.Select((column, at) => column.Select(row.Cells[at].Holds).ToArray())];
    public bool IsEmpty => Allowed.Any(column => !column.Contains(true));

    /// <summary>A piece of every column that both boxes accept; null when they never meet.</summary>
    public int[]? Meets(Box other)
    {
        var witness = new int[Allowed.Length];
        for (var column = 0; column < Allowed.Length; column++)
        {
            var at = Array.FindIndex(Allowed[column].Zip(other.Allowed[column], (mine, theirs) => mine && theirs).ToArray(), both => both);
            if (at < 0)
                return null;
            witness[column] = at;
        }

        return witness;
    }
}
