namespace BackOfficeFlow.Testing;

/// <summary>
/// One mail server for all tests of a class. Started by the first test that asks, not by the fixture itself: what a fixture throws fails
/// its tests, and a test that lacks a server is to be skipped.
/// </summary>
public sealed class MailServerFixture : IAsyncDisposable
{
    MailServer? server;

    public async Task<MailServer> Server()
    {
        MailServer.Require();
        return server ??= await MailServer.Start();
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
