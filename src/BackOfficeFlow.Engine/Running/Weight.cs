namespace BackOfficeFlow.Engine.Running;

/// <summary>About how many bytes a running instance holds. Not exact: it tells a case of a few kilobytes from one that grows without end.</summary>
static class Weight
{
    const int Object = 40;
    const int Entry = 48;
    public const int Execution = 400;

    public static long Of(object? value)
    {
        switch (value)
        {
            case string text:
                return Object + 2L * text.Length;
            case byte[] bytes:
                return Object + bytes.LongLength;
            case List<object?> list:
                var items = Object + 8L * list.Count;
                foreach (var item in list)
                    items += Of(item);
                return items;
            case IReadOnlyDictionary<string, object?> map:
                return Object + map.Sum(pair => Entry + 2L * pair.Key.Length + Of(pair.Value));
            default:
                return Object;
        }
    }

    /// <summary>All that would be saved of the instance and what the burst wants done, with the heaviest single thing in it.</summary>
    public static (long Bytes, string Heaviest) Of(Burst burst)
    {
        var instance = burst.Instance;
        var scale = new Scale();
        scale.Add(instance.Input, "input");
        scale.Add(instance.Output, "output");
        scale.Add(instance.Outputs, "output of");
        scale.Add("console", burst.Console.Sum(line => Object + 2L * line.Length));
        foreach (var effect in burst.Effects)
            scale.Add($"effect '{effect.Kind}'", Of(effect.Payload));
        if (instance.Root is { } root)
            Add(scale, root);
        return (scale.Sum, scale.Heaviest);
    }

    static void Add(Scale scale, Execution execution)
    {
        scale.Add($"steps of '{execution.Parent?.Node.Name ?? execution.Node.Name}'", Execution);
        for (var i = 0; i < (execution.Slots?.Length ?? 0); i++)
            scale.Add($"variable '{execution.Node.Variables[i].Name}'", Of(execution.Slots![i]));
        scale.Add(execution.Extra, "variable");
        scale.Add(execution.Memory, $"memory of '{execution.Node.Name}':");
        for (var i = 0; i < (execution.Evaluated?.Length ?? 0); i++)
            scale.Add($"input '{execution.Node.Inputs[i].Name}' of '{execution.Node.Name}'", Of(execution.Evaluated![i]));
        foreach (var child in execution.Children ?? [])
            Add(scale, child);
    }

    sealed class Scale
    {
        readonly Dictionary<string, long> parts = new(StringComparer.Ordinal);

        public long Sum { get; private set; }
        public string Heaviest => parts.Count == 0 ? "" : parts.MaxBy(part => part.Value).Key;

        public void Add(string what, long bytes)
        {
            Sum += bytes;
            parts[what] = parts.GetValueOrDefault(what) + bytes;
        }

        public void Add(Dictionary<string, object?>? map, string kind)
        {
            foreach (var (name, value) in map ?? [])
                Add($"{kind} '{name.Split('\n')[0]}'", Of(value));
        }
    }
}
