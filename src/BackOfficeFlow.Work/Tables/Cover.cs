namespace BackOfficeFlow.Work.Tables;

/// <summary>The question is too large to be decided in reasonable time; the table should be split.</summary>
sealed class CoverTooComplexException() : Exception("The table has too many combinations.");

/// <summary>
/// Looks for a combination inside an area that no box covers. Column by column, pieces that leave the same boxes in play are looked at once,
/// and what was found for the same boxes is remembered, so that ordinary tables of hundreds of rows take milliseconds.
/// </summary>
sealed class Cover(IReadOnlyList<Box> boxes, bool[][] area)
{
    const int MostSteps = 200_000;

    readonly HashSet<string> covered = [];
    int steps;

    /// <summary>One piece of every column that no box covers; null when everything is covered.</summary>
    public int[]? Gap()
    {
        var witness = new int[area.Length];
        return Search(0, [.. Enumerable.Range(0, boxes.Count)], witness) ? witness : null;
    }

    bool Search(int column, int[] inPlay, int[] witness)
    {
        if (++steps > MostSteps)
            throw new CoverTooComplexException();
        if (inPlay.Length == 0)
            return Fill(column, witness);
        if (column == area.Length || inPlay.Any(box => CoversFrom(box, column)))
            return false;

        var key = $"{column}:{string.Join(',', inPlay)}";
        if (covered.Contains(key))
            return false;

        var groups = Enumerable.Range(0, area[column].Length)
            .Where(piece => area[column][piece])
            .Select(piece => (Piece: piece, Left: inPlay.Where(box => boxes[box].Allowed[column][piece]).ToArray()))
            .DistinctBy(each => string.Join(',', each.Left))
            .OrderBy(each => each.Left.Length);
        foreach (var (piece, left) in groups)
        {
            witness[column] = piece;
            if (Search(column + 1, left, witness))
                return true;
        }

        covered.Add(key);
        return false;
    }

    bool Fill(int column, int[] witness)
    {
        for (; column < area.Length; column++)
            witness[column] = Array.IndexOf(area[column], true);
        return true;
    }

    bool CoversFrom(int box, int column)
    {
        for (; column < area.Length; column++)
            for (var piece = 0; piece < area[column].Length; piece++)
                if (area[column][piece] && !boxes[box].Allowed[column][piece])
                    return false;
        return true;
    }
}
