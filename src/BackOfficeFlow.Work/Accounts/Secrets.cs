using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>
/// Random secrets that are shown once and kept as a hash. They have 256 bits of their own, so a plain SHA-256 is enough: there is nothing to guess.
/// </summary>
static class Secrets
{
    public const int HashLength = 64;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
