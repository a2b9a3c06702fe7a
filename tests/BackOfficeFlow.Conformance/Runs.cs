using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Conformance;

/// <summary>How one case came out in one mode. A deviation is no pass: ours differs as one of the rules says.</summary>
public sealed record CaseResult(string Name, string Topic, string Mode, bool Passed, string? Deviation, string? Reason)
{
    public bool Failed => !Passed && Deviation is null;
}

/// <summary>Runs cases, each in every mode for which something was recorded.</summary>
public sealed class Runs(Func<CaseFile, string, bool, Task<ICaseServer>> open, IReadOnlyList<string> modes)
{
    /// <summary>A case that has not ended by then is cut off.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(60);

    public async Task<IReadOnlyList<CaseResult>> Run(string folder)
    {
        CaseFile @case;
        try
        {
            @case = CaseFile.Open(folder);
        }
        catch (CaseException broken)
        {
            return [new CaseResult(CaseFile.NameOf(folder), "other", modes[0], false, null, broken.Message)];
        }

        var results = new List<CaseResult>();
        foreach (var mode in modes)
            if (!@case.ExpectedIn(mode).IsAbsent())
                results.Add(await CutOff(@case, mode));
        return results;
    }

    // A case that hangs keeps a thread, and the others go on.
    async Task<CaseResult> CutOff(CaseFile @case, string mode)
    {
        try
        {
            return await Task.Run(() => Run(@case, mode)).WaitAsync(Longest);
        }
        catch (TimeoutException)
        {
            return new CaseResult(@case.Name, @case.Topic, mode, false, null, $"was cut off: it had not ended after {Longest.TotalSeconds} s");
        }
    }

    async Task<CaseResult> Run(CaseFile @case, string mode)
    {
        var result = new CaseResult(@case.Name, @case.Topic, mode, false, null, null);
        try
        {
            result = Judge(result, await Compare(@case, mode, @case.ExpectedIn(mode), strict: false));
            // A host that converts strictly is another run of the same case: the row passes when both do.
            return result.Failed || @case.Expected.Property("strictConversion") is not { ValueKind: JsonValueKind.Object } strictly
                ? result
                : Worse(result, Judge(result, await Compare(@case, mode, strictly, strict: true)));
        }
#pragma warning disable CA1031 // Whatever a case throws is its failure, and the others go on.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            return result with { Reason = broken is CaseException ? broken.Message : $"{broken.GetType().Name}: {broken.Message}\n{broken.StackTrace}" };
        }
    }

    static CaseResult Judge(CaseResult result, CaseOutcome outcome) => result with
    {
        Passed = outcome.Differences.Count == 0,
        Deviation = outcome.Differences.Count == 0 ? null : Rules.Explain(outcome)?.ToString(),
        Reason = outcome.Differences.Count == 0 ? null : string.Join("\n", outcome.Differences)
    };

    static CaseResult Worse(CaseResult one, CaseResult other) => one.Passed || other.Failed ? other : one;

    async Task<CaseOutcome> Compare(CaseFile @case, string mode, JsonElement expected, bool strict)
    {
        await using var server = await open(@case, mode, strict);
        return await CaseRun.Compare(@case, mode, expected, server);
    }
}
