namespace BackOfficeFlow.Engine.Running;

/// <summary>Names of what the journal never keeps, whatever a definition says.</summary>
static class Secrets
{
    static readonly string[] Words = ["password", "passwd", "secret", "token", "apikey", "authorization", "credential", "cookie", "privatekey", "connectionstring"];

    public static bool IsSecret(string name)
    {
        var plain = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return Array.Exists(Words, word => plain.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
