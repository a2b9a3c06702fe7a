using BackOfficeFlow.Data;

namespace BackOfficeFlow.Web;

/// <summary>Reads the settings of the host; a wrong value stops the start with a sentence that names the key and the remedy.</summary>
static class Settings
{
    /// <exception cref="SettingException">The value is neither true nor false.</exception>
    public static bool YesOrNo(this IConfiguration configuration, string key, bool usual = false) => configuration[key] switch
    {
        null or "" => usual,
        { } text when bool.TryParse(text, out var value) => value,
        { } text => throw new SettingException(key, $"'{text}' is neither true nor false."),
    };

    /// <exception cref="SettingException">The value is no whole number, or outside its limits.</exception>
    public static int Number(this IConfiguration configuration, string key, int usual, int least, int most) => configuration[key] switch
    {
        null or "" => usual,
        { } text when int.TryParse(text, out var value) && value >= least && value <= most => value,
        { } text => throw new SettingException(key, $"'{text}' is not a whole number from {least} to {most}. Leave it out for {usual}."),
    };

    /// <exception cref="SettingException">The value is none of the names.</exception>
    public static T Choice<T>(this IConfiguration configuration, string key, T usual) where T : struct, Enum => configuration[key] switch
    {
        null or "" => usual,
        { } text when Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) => value,
        { } text => throw new SettingException(key, $"'{text}' is not known. Use one of {string.Join(", ", Enum.GetNames<T>())}; leave it out for {usual}."),
    };
}
