using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BackOfficeFlow.Work.Tests.Messages;

/// <summary>How the scripted server behaves at the point that matters.</summary>
public enum SmtpManner
{
    Accepts,
    RefusesRecipient,
    IsBusy,
    RefusesText,
    HangsUpAfterText,
    HangsUpBeforeText,
    HangsUpAtGreeting
}

/// <summary>A server on loopback that speaks just enough SMTP to misbehave on purpose.</summary>
sealed class ScriptedSmtp : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly Task running;

    public ScriptedSmtp(SmtpManner manner)
    {
        Manner = manner;
        listener.Start();
        running = Run();
    }

    public SmtpManner Manner { get; set; }
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The texts that were accepted.</summary>
    public List<string> Accepted { get; } = [];

    async Task Run()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await Talk(client);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    async Task Talk(TcpClient client)
    {
        try
        {
            if (Manner is SmtpManner.HangsUpAtGreeting)
                return;

            var lines = new StreamReader(client.GetStream(), Encoding.Latin1);
            await Say(client, "220 scripted");
            while (await lines.ReadLineAsync(stop.Token) is { } line)
            {
                var answer = Answer(line);
                if (answer is null)
                    return;
                await Say(client, answer);
                if (answer.StartsWith("354", StringComparison.Ordinal) && !await TakeText(client, lines))
                    return;
            }
        }
        catch (IOException)
        {
        }
    }

    string? Answer(string line) => line.Split(' ')[0].ToUpperInvariant() switch
    {
        "EHLO" or "HELO" => "250 scripted",
        "RCPT" when Manner is SmtpManner.RefusesRecipient => "550 5.1.1 no such user",
        "RCPT" when Manner is SmtpManner.IsBusy => "451 4.3.0 come back later",
        "DATA" => Manner is SmtpManner.HangsUpBeforeText ? null : "354 go on",
        "QUIT" => "221 bye",
        _ => "250 ok"
    };

    async Task<bool> TakeText(TcpClient client, StreamReader lines)
    {
        var text = new StringBuilder();
        while (await lines.ReadLineAsync(stop.Token) is { } line && line != ".")
            text.Append(line).Append("\r\n");
        if (Manner is SmtpManner.HangsUpAfterText)
            return false;

        var isRefused = Manner is SmtpManner.RefusesText;
        if (!isRefused)
            Accepted.Add(text.ToString());
        await Say(client, isRefused ? "554 5.7.1 not wanted" : "250 2.0.0 taken");
        return true;
    }

    async Task Say(TcpClient client, string line) =>
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), stop.Token);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await running;
        stop.Dispose();
    }
}
