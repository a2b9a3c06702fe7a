namespace BackOfficeFlow.Engine.Running;

/// <summary>Values of a step in the journal, where the definition or the host wants them: shortened, and never what is secret by its name.</summary>
sealed partial class BurstRun
{
    const int LongestValue = 2_000;
    const int MostInBurst = 500_000;
    const string Hidden = "•••";

    int logged;

    void AddValues(Execution execution, Dictionary<string, object?> details)
    {
        if (execution.Node.Log is not { } log || execution.Activity is null)
            return;
        var at = scope.At(execution);
        Put("Inputs", log.Inputs.Where(input => input.Rule.Holds(at)).Select(input => (input.Input.Name, InputOf(execution, input.Input))), details);
        Put("Outputs", log.Outputs.Where(output => output.Rule.Holds(at)).Select(output => (output.Output.Name, Values.Normalize(output.Output.Access!.Get(execution.Activity)))), details);
    }

    void Put(string kind, IEnumerable<(string Name, object? Value)> values, Dictionary<string, object?> details)
    {
        var kept = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (value is null)
                continue;
            if (logged > MostInBurst)
            {
                kept[name] = "…";
                continue;
            }
            kept[name] = Shorten(Hide(value), out var length);
            logged += length;
        }
        if (kept.Count > 0)
            details[kind] = kept;
    }

    static object? InputOf(Execution execution, NodeInput input)
    {
        if (input.IsConstant)
            return Values.Normalize(input.Constant);
        var place = Array.IndexOf(execution.Node.Inputs, input);
        return execution.Evaluated is { } evaluated && place >= 0 ? evaluated[place] : null;
    }

    static object? Hide(object? value) => value switch
    {
        Dictionary<string, object?> map => map.ToDictionary(pair => pair.Key, pair => Secrets.IsSecret(pair.Key) ? Hidden : Hide(pair.Value), StringComparer.Ordinal),
        List<object?> list => list.ConvertAll(Hide),
        _ => value
    };

    static object? Shorten(object? value, out int length)
    {
        var text = Values.Text(value) ?? "";
        length = Math.Min(text.Length, LongestValue);
        return text.Length <= LongestValue ? value : text[..(char.IsHighSurrogate(text[LongestValue - 1]) ? LongestValue - 1 : LongestValue)] + "…";
    }
}
