using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Signs a call: HMAC-SHA256 over the instant and the body, so that neither a changed nor an old one passes for ours. Pure.</summary>
public static class HookSignature
{
    public const string Header = "X-BackOfficeFlow-Signature";

    /// <summary>"t=1767225600,v1=…": the Unix time in seconds, and the signature of "time.body" as hexadecimal digits.</summary>
    public static string Of(string body, string key, DateTimeOffset now)
    {
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(hash)}";
    }
}
