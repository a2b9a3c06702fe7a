using DiffPlex;

namespace BackOfficeFlow.Runtime;

/// <summary>What differs between two texts, line by line.</summary>
static class LineDiff
{
    /// <summary>Lines that stay to be seen around what differs.</summary>
    const int Around = 3;

    /// <summary>Fewer lines than a button is worth are not folded.</summary>
    const int WorthFolding = 4;

    public static IReadOnlyList<DiffLine> Compare(string here, string inFile)
    {
        var result = Differ.Instance.CreateLineDiffs(here, inFile, false);
        IReadOnlyList<string> ours = result.PiecesOld, theirs = result.PiecesNew;
        var lines = new List<DiffLine>(Math.Max(ours.Count, theirs.Count));
        var (at, across) = (0, 0);
        foreach (var block in result.DiffBlocks)
        {
            while (at < block.DeleteStartA)
                lines.Add(new DiffLine(Line(ours, at++), Line(theirs, across++)));
            // What was changed stands side by side as far as it goes.
            for (var step = 0; step < Math.Max(block.DeleteCountA, block.InsertCountB); step++)
                lines.Add(new DiffLine(step < block.DeleteCountA ? Line(ours, at + step) : null, step < block.InsertCountB ? Line(theirs, across + step) : null));
            (at, across) = (at + block.DeleteCountA, across + block.InsertCountB);
        }

        while (at < ours.Count)
            lines.Add(new DiffLine(Line(ours, at++), Line(theirs, across++)));
        return lines;
    }

    /// <summary>Puts aside what is the same on both sides, but for a few lines around each difference.</summary>
    public static IReadOnlyList<DiffStretch> Fold(IReadOnlyList<DiffLine> lines)
    {
        var stretches = new List<DiffStretch>();
        for (var start = 0; start < lines.Count;)
        {
            var end = start;
            while (end < lines.Count && lines[end].IsSame == lines[start].IsSame)
                end++;
            Take(stretches, lines, start, end);
            start = end;
        }

        return stretches;
    }

    static void Take(List<DiffStretch> stretches, IReadOnlyList<DiffLine> lines, int start, int end)
    {
        var first = start == 0 ? start : start + Around;
        var last = end == lines.Count ? end : end - Around;
        if (!lines[start].IsSame || last - first < WorthFolding)
        {
            Add(start, end, isFolded: false);
            return;
        }

        Add(start, first, isFolded: false);
        Add(first, last, isFolded: true);
        Add(last, end, isFolded: false);

        void Add(int from, int to, bool isFolded)
        {
            if (from < to)
                stretches.Add(new DiffStretch(from, [.. lines.Skip(from).Take(to - from)], isFolded));
        }
    }

    static NumberedLine Line(IReadOnlyList<string> lines, int index) => new(index + 1, lines[index]);
}

/// <summary>A line of one side, counted from 1.</summary>
public sealed record NumberedLine(int Number, string Text);

/// <summary>A line as it stands here and in the file; null: it is not on that side.</summary>
public sealed record DiffLine(NumberedLine? Here, NumberedLine? InFile)
{
    /// <summary>Both sides say the same.</summary>
    public bool IsSame => Here?.Text == InFile?.Text;
}

/// <summary>Lines that follow one another.</summary>
/// <param name="First">How many lines of the comparison come before.</param>
/// <param name="Lines">The lines.</param>
/// <param name="IsFolded">All are the same on both sides and need not be seen.</param>
public sealed record DiffStretch(int First, IReadOnlyList<DiffLine> Lines, bool IsFolded);
