using System.Text.Json;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using MediatR;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Web;

/// <summary>What happens between the command and the first page.</summary>
static class Starting
{
    /// <summary>Runs until it is stopped. A start that fails for a reason that a person can mend says so in one sentence.</summary>
    public static async Task<int> Run(string[] args)
    {
        try
        {
            await using var app = WebHost.Build(args);
            await Open(app);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception problem) when (Sentence(problem) is { } sentence)
        {
            await Console.Error.WriteLineAsync($"BackOfficeFlow does not start. {sentence}");
            return 1;
        }
    }

    static async Task Open(WebApplication app)
    {
        try
        {
            await app.StartAsync();
            Greet(app, await FindInvitation(app));
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop before it was all there: what is there already stops in order.
        }
    }

    /// <summary>A node that listens already does not end because its database went away for a moment, whatever that said.</summary>
    static Task<string?> FindInvitation(WebApplication app) => Patience.AskUntilAnswered(
        () => InviteFirstAdministrator(app), _ => true, TimeSpan.MaxValue, app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("BackOfficeFlow"),
        app.Services.GetRequiredService<TimeProvider>(), app.Lifetime.ApplicationStopping);

    /// <summary>The token for the first administrator; null when there is somebody already.</summary>
    static Task<string?> InviteFirstAdministrator(WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        return app.Services.GetRequiredService<Scopes>().Run<IMediator, string?>(
            Caller.System(BecomeFirstAdministrator.TenantId), mediator => mediator.Send(new InviteFirstAdministrator(), stopping), stopping);
    }

    static void Greet(WebApplication app, string? token)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("BackOfficeFlow");
        foreach (var address in app.Urls)
            log.LogInformation("BackOfficeFlow answers at {Address}", address);

        // Printed, and never logged by anything else: whoever reads it becomes the administrator.
        if (token is not null)
            log.LogWarning("Nobody has a sign-in yet. Become the administrator at {Address}/first-visit?t={Token}", app.Urls.FirstOrDefault(), token);
    }

    /// <summary>Null for what nobody foresaw: that keeps its stack trace.</summary>
    internal static string? Sentence(Exception problem) => problem switch
    {
        SettingException wrong => wrong.Message,
        OptionsValidationException wrong => string.Join(" ", wrong.Failures),
        InvalidDataException { InnerException: FormatException { InnerException: JsonException json } } file => $"{file.Message} {json.Message}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } busy =>
            $"The setting Urls is wrong: {busy.Message} Stop whatever uses it, or name another, for example Urls=http://localhost:5081.",
        FormatException format when format.Message.StartsWith("Invalid url", StringComparison.OrdinalIgnoreCase) =>
            $"The setting Urls is wrong: {format.Message} Write it like http://localhost:5080.",
        _ => null,
    };
}
