using BackOfficeFlow.Data;
using Microsoft.Extensions.Configuration;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Whether nothing leaves the house: after a restore, what was delivered since the backup would be delivered again. What would leave is given
/// up instead, so that a person looks at each and tries those again that have not arrived.
/// </summary>
public sealed record OutboxHold(bool IsOn)
{
    const string Key = "Outbox:Hold";

    /// <exception cref="SettingException">The value is neither true nor false.</exception>
    public static OutboxHold Read(IConfiguration configuration) => configuration[Key] switch
    {
        null or "" => new(false),
        { } text when bool.TryParse(text, out var isOn) => new(isOn),
        { } text => throw new SettingException(Key, $"'{text}' is neither true nor false."),
    };
}
