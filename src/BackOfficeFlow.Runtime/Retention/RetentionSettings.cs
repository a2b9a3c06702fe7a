using BackOfficeFlow.Data;
using Microsoft.Extensions.Configuration;

namespace BackOfficeFlow.Runtime;

/// <summary>How long rows are kept that only grow. Null keeps them for ever; audit rows always are.</summary>
public sealed record RetentionSettings
{
    public TimeSpan? Operations { get; init; } = TimeSpan.FromDays(30);
    public TimeSpan? Outbox { get; init; } = TimeSpan.FromDays(90);
    public TimeSpan? Journal { get; init; }
    public TimeSpan? Instances { get; init; }
    public TimeSpan? UnusedFiles { get; init; } = TimeSpan.FromDays(1);

    /// <exception cref="SettingException">A value is no number of days.</exception>
    public static RetentionSettings Read(IConfiguration configuration)
    {
        var usual = new RetentionSettings();
        return new RetentionSettings
        {
            Operations = Days(configuration["Retention:OperationsDays"], "Retention:OperationsDays", usual.Operations),
            Outbox = Days(configuration["Retention:OutboxDays"], "Retention:OutboxDays", usual.Outbox),
            Journal = Days(configuration["Retention:JournalDays"], "Retention:JournalDays", usual.Journal),
            Instances = Days(configuration["Retention:InstancesDays"], "Retention:InstancesDays", usual.Instances),
            UnusedFiles = Days(configuration["Retention:UnusedFilesDays"], "Retention:UnusedFilesDays", usual.UnusedFiles)
        };
    }

    static TimeSpan? Days(string? text, string key, TimeSpan? usual) => text switch
    {
        null or "" => usual,
        "0" => null,
        _ when int.TryParse(text, out var days) && days is >= 1 and <= 36_500 => TimeSpan.FromDays(days),
        _ => throw new SettingException(key, $"'{text}' is not a number of days from 1 to 36500. 0 keeps for ever.")
    };
}
