using System.Globalization;
using BackOfficeFlow.Testing;

namespace BackOfficeFlow.Chaos;

/// <summary>How nodes under chaos are configured: as in production, but with the shortest patience that is allowed.</summary>
static class ChaosSettings
{
    public static Dictionary<string, string> For(string provider, string connectionString, MailServer? mail) => new()
    {
        ["Database:Provider"] = provider,
        ["ConnectionStrings:Default"] = connectionString,
        ["Demo:Enabled"] = "false",
        ["Nodes:DeadAfterSeconds"] = "3",
        ["Nodes:TimerLeaseSeconds"] = "5",
        ["Nodes:MessageLeaseSeconds"] = "20",
        ["Api:RequestsPerMinute"] = "1000000",
        ["Engine:KeepEventsMinutes"] = "600",
        ["Hooks:AllowedHosts:0"] = "localhost",
        ["Hooks:AllowHttp"] = "true",
        ["Hooks:AllowPrivate"] = "true",
        ["Hooks:TimeoutSeconds"] = "10",
        // At any time of the day.
        ["Messages:Quiet:From"] = "00:00",
        ["Messages:Quiet:Until"] = "00:00",
        ["Mail:Mode"] = mail is null ? "Store" : "Smtp",
        ["Mail:Host"] = MailServer.Host,
        ["Mail:Port"] = (mail?.SmtpPort ?? 25).ToString(CultureInfo.InvariantCulture),
        ["Mail:Tls"] = "None",
        ["Mail:TimeoutSeconds"] = "5",
        ["Mail:From"] = $"backoffice@{MailServer.Domain}"
    };
}
