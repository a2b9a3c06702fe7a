using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace BackOfficeFlow.Testing;

/// <summary>
/// What a test needs beside .NET. Where it is missing the test is skipped and says what to install; under CI (<c>CI=true</c>) it fails,
/// because there everything must have run.
/// </summary>
public static class Requires
{
    public static bool IsCi { get; } = Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>Skips the running test unless it is here; the remedy says what is missing and which command brings it.</summary>
    public static void That([DoesNotReturnIf(false)] bool isHere, string remedy)
    {
        if (isHere)
            return;

        if (IsCi)
            Assert.Fail($"Under CI nothing may be missing. {remedy}");

        Assert.Skip(remedy);
    }

    /// <summary>The full path of a program on the PATH (or in one of the folders given).</summary>
    public static string Program(string name, string remedy, params IEnumerable<string> alsoIn)
    {
        var path = Find(name, alsoIn);
        That(path is not null, remedy);
        return path;
    }

    internal static string? Find(string name, params IEnumerable<string> alsoIn)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] names = OperatingSystem.IsWindows() ? [name + ".exe", name + ".cmd"] : [name];
        return folders.Concat(alsoIn)
            .SelectMany(folder => names.Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);
    }
}
