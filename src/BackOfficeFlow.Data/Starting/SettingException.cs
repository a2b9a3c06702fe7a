namespace BackOfficeFlow.Data;

/// <summary>A setting is wrong or missing: the product does not start. The message names the key and the remedy.</summary>
public sealed class SettingException(string key, string remedy) : Exception($"The setting {key} is wrong: {remedy}")
{
    public string Key { get; } = key;
}
