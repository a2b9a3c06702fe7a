namespace BackOfficeFlow.Business.Orders;

/// <summary>The words of forms and outcomes ("located-continue") for our enums.</summary>
static class Words
{
    public static T Outcome<T>(string word) where T : struct, Enum =>
        Find<T>(word) ?? throw new ArgumentException($"'{word}' is none of: {string.Join(", ", Enum.GetValues<T>().Select(Word))}.");

    public static T? Find<T>(string? word) where T : struct, Enum => Codes.Find<T>(word?.Replace('-', '_').ToUpperInvariant());

    public static string Word<T>(T value) where T : struct, Enum => value.Code().Replace('_', '-').ToLowerInvariant();
}
