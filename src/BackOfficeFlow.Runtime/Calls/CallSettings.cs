using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Runtime;

/// <summary>Configuration section "Hooks": which other systems may be called, by workflows and by hooks, and how.</summary>
public sealed class CallSettings
{
    public const string Section = "Hooks";
    const int ShortestKey = 16;

    /// <summary>Host names that may be called, e.g. api.carrier.example; *.carrier.example for all below it, * for all. Nothing else is.</summary>
    public IList<string> AllowedHosts { get; init; } = [];

    /// <summary>Lets calls go to this machine and to private networks. Off, because a definition must not reach what stands behind the wall.</summary>
    public bool AllowPrivate { get; set; }

    /// <summary>Without it a call must be https.</summary>
    public bool AllowHttp { get; set; }

    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>How often a workflow's call that fails in passing is made again where its definition says nothing.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>The largest answer that a workflow is given.</summary>
    public int MaxResponseMegabytes { get; set; } = 10;

    /// <summary>Values of the Authorization header by name; a call names one, so that no secret stands in a definition or in the outbox.</summary>
    public IDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys by name, as in <see cref="Secrets"/>, with which a call is signed, so that whoever takes it knows that nobody changed it.</summary>
    public IDictionary<string, string> SigningKeys { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name that a call gives leads to anything.</summary>
    public bool Knows(string secret) => Secrets.ContainsKey(secret) || SigningKeys.ContainsKey(secret);

    public sealed class Check : IValidateOptions<CallSettings>
    {
        public ValidateOptionsResult Validate(string? name, CallSettings settings)
        {
            if (settings.TimeoutSeconds is < 1 or > 60)
                return ValidateOptionsResult.Fail($"Hooks:TimeoutSeconds is {settings.TimeoutSeconds}. Use 1 to 60.");
            if (settings.Retries is < 0 or > RetryPlan.Most)
                return ValidateOptionsResult.Fail($"Hooks:Retries is {settings.Retries}. Use 0 to {RetryPlan.Most}.");
            if (settings.MaxResponseMegabytes is < 1 or > 40)
                return ValidateOptionsResult.Fail($"Hooks:MaxResponseMegabytes is {settings.MaxResponseMegabytes}. Use 1 to 40.");
            if (settings.SigningKeys.FirstOrDefault(key => key.Value.Length < ShortestKey) is { Key: { } tooShort })
                return ValidateOptionsResult.Fail($"Hooks:SigningKeys:{tooShort} is shorter than {ShortestKey} characters. Use a long random text and give the same one to whoever takes the calls.");

            return settings.AllowedHosts.FirstOrDefault(host => !IsHost(host)) is { } wrong
                ? ValidateOptionsResult.Fail($"Hooks:AllowedHosts holds '{wrong}', which is no host name. Write names such as api.carrier.example or *.carrier.example, without https:// and path.")
                : ValidateOptionsResult.Success;
        }

        static bool IsHost(string host) => host == "*" || Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) is not UriHostNameType.Unknown;
    }
}
