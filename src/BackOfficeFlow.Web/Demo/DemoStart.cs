namespace BackOfficeFlow.Web;

/// <summary>Makes the demo company at the start, when the setting Demo:Enabled asks for it.</summary>
sealed class DemoStart(DemoCompany company, IConfiguration configuration, ILogger<DemoStart> log) : IHostedService
{
    public const string Key = "Demo:Enabled";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue<bool>(Key))
            return;

        await company.Make(cancellationToken);
        log.LogInformation(
            "The demo company is there. Sign in with the password {Password} as: {People}",
            DemoPeople.Password, string.Join(", ", DemoPeople.All.Select(person => $"{person.Email} ({person.Role})")));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
