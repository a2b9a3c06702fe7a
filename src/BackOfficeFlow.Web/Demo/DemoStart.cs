using BackOfficeFlow.Data;

namespace BackOfficeFlow.Web;

/// <summary>Makes the demo company at the start, when the setting Demo:Enabled asks for it. Of nodes that start together one makes it.</summary>
sealed class DemoStart(DemoCompany company, IDatabaseSchema schema, IConfiguration configuration, ILogger<DemoStart> log) : IHostedService
{
    public const string Key = "Demo:Enabled";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue<bool>(Key))
            return;

        await schema.InTurn(() => company.Make(cancellationToken), cancellationToken);
        log.LogInformation(
            "The demo company is there. Sign in with the password {Password} as: {People}",
            DemoPeople.Password, string.Join(", ", DemoPeople.All.Select(person => $"{person.Email} ({person.Role})")));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
