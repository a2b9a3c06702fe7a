namespace BackOfficeFlow.Studio;

/// <summary>A call that cannot be taken as it was written.</summary>
sealed class CallRefusal(int status, string code, string why) : Exception(why)
{
    public int Status => status;
    public string Code => code;

    public static CallRefusal Of(string code, string text, params object?[] arguments) => new(400, code, Texts.Say(text, arguments));
}
