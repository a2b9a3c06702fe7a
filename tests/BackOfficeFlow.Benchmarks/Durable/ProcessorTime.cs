using System.Globalization;

namespace BackOfficeFlow.Benchmarks;

/// <summary>Processor time as Linux counts it; none elsewhere.</summary>
static class ProcessorTime
{
    const double TicksPerSecond = 100;

    /// <summary>Of all processes that a process has started and that still run.</summary>
    public static TimeSpan OfChildren(int parent)
    {
        var sum = TimeSpan.Zero;
        if (!Directory.Exists("/proc"))
            return sum;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (char.IsAsciiDigit(Path.GetFileName(folder)[0]) && Read(folder) is { } process && process.Parent == parent)
                sum += process.Used;
        return sum;
    }

    static (int Parent, TimeSpan Used)? Read(string folder)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[1]), TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / TicksPerSecond));
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }

    static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);
}
