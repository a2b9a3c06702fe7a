using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;

namespace BackOfficeFlow.Benchmarks;

/// <summary>
/// What a node does when far more comes in at once than it can do: how many commands it takes and how many it sends away, and what becomes of its
/// memory. Twice: with the limits that it has, and with limits so wide that there are none.
/// </summary>
static class FloodFigure
{
    const string Definition = "straight10";
    const int Wide = 100_000;

    public static async Task Measure(string databaseName, int count)
    {
        await Measure(databaseName, count, "limits as they are", []);
        await Measure(databaseName, count, "without limits", new() { ["Load:AtOnce"] = "1000", ["Load:Open"] = $"{Wide}", ["Load:TenantPercent"] = "100" });
    }

    static async Task Measure(string databaseName, int count, string title, Dictionary<string, string> limits)
    {
        await using var database = await MeasuredDatabase.New(databaseName);
        string key;
        await using (var house = await MeasuredHouse.Open(database))
        {
            await house.Publish(Definition, Definitions.TenSteps());
            key = (await house.Send(new CreateApiKey("Flood", [ApiScopes.Processes], null))).Secret;
        }

        var logs = Directory.CreateTempSubdirectory("bof-benchmark-");
        await using (var web = await WebProcess.Start(Settings(database, logs.FullName, limits)))
        {
            using var client = new HttpClient { BaseAddress = web.Address, Timeout = TimeSpan.FromMinutes(10) };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
            await Post(client, "{}"u8.ToArray());
            var before = Memory(web, "VmRSS");

            var large = Encoding.UTF8.GetBytes($$$"""{"input":{"text":"{{{new string('x', 1_000_000)}}}"}}""");
            var answers = new ConcurrentBag<string>();
            await Task.WhenAll(Enumerable.Range(0, count).Select(async _ => answers.Add(await Post(client, large))));

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} commands of 1 MB at once, {databaseName}, {title}: {string.Join(", ", answers.CountBy(answer => answer).OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} × {pair.Key}"))}; "
                + $"resident memory {before:0} MB before, {Memory(web, "VmHWM"):0} MB at the most, {Memory(web, "VmRSS"):0} MB after"));
        }

        logs.Delete(recursive: true);
    }

    static async Task<string> Post(HttpClient client, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var answer = await client.PostAsync(new Uri($"elsa/api/workflow-definitions/{Definition}/execute", UriKind.Relative), content);
            return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            // Sent away before it had sent all: the answer is lost with the line.
            return "line closed";
        }
    }

    static double Memory(WebProcess web, string what)
    {
        var line = File.ReadLines($"/proc/{web.ProcessId}/status").First(line => line.StartsWith(what + ":", StringComparison.Ordinal));
        return double.Parse(line[(what.Length + 1)..^3], CultureInfo.InvariantCulture) / 1024;
    }

    static Dictionary<string, string> Settings(MeasuredDatabase database, string logs, Dictionary<string, string> limits) =>
        new(database.Settings.ToDictionary(setting => setting.Key, setting => setting.Value!).Concat(limits))
        {
            ["Api:RequestsPerMinute"] = "1000000",
            ["Logs:Folder"] = logs
        };
}
