namespace BackOfficeFlow.Work.Tasks;

/// <summary>A few short words in one column, each between line ends: a query can ask for one of them on every database.</summary>
static class TaskLines
{
    public static string Join(IEnumerable<string> words)
    {
        var text = string.Join('\n', words.Select(word => word.ReplaceLineEndings(" ").Trim()).Where(word => word.Length > 0));
        return text.Length == 0 ? "" : $"\n{text}\n";
    }

    public static IReadOnlyList<string> Split(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
