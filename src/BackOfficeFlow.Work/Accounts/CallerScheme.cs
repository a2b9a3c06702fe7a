namespace BackOfficeFlow.Work.Accounts;

/// <summary>For routes that people and programs share: whoever shows an API key or an access token is let in by it, everybody else by the cookie.</summary>
public static class CallerScheme
{
    public const string Name = "Caller";
}
