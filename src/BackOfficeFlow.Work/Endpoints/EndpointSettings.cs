using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Endpoints;

/// <summary>Configuration section "Endpoints": requests that start workflows or wake them.</summary>
public sealed class EndpointSettings
{
    public const string Section = "Endpoints";

    /// <summary>Lets endpoints that ask for no authorisation be called by anybody. Off: they take known callers, as all others.</summary>
    public bool AllowPublic { get; set; }

    /// <summary>Whose endpoints are meant by a request without a key that names no company; the only company there is when empty.</summary>
    public string? Company { get; set; }

    /// <summary>The largest request, whatever a definition says.</summary>
    public int MaxMegabytes { get; set; } = 10;

    /// <summary>How long whoever asks waits for an answer when the definition says nothing.</summary>
    public int WaitSeconds { get; set; } = 30;

    public long MaxBytes => (long)MaxMegabytes << 20;
    public TimeSpan Wait => TimeSpan.FromSeconds(WaitSeconds);

    public sealed class Check : IValidateOptions<EndpointSettings>
    {
        public ValidateOptionsResult Validate(string? name, EndpointSettings settings) =>
            settings.MaxMegabytes is < 1 or > 40 ? ValidateOptionsResult.Fail($"Endpoints:MaxMegabytes is {settings.MaxMegabytes}. Use 1 to 40.")
            : settings.WaitSeconds is < 0 or > 300 ? ValidateOptionsResult.Fail($"Endpoints:WaitSeconds is {settings.WaitSeconds}. Use 0 to 300.")
            : ValidateOptionsResult.Success;
    }
}
