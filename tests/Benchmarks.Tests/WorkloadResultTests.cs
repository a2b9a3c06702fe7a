using System.Text.Json;

namespace BackOfficeFlow.Benchmarks.Tests;

public sealed class WorkloadResultTests
{
    [Fact]
    public void A_result_is_one_line_with_the_medians_of_its_rounds()
    {
        var result = new WorkloadResult(WorkloadOrder.Read(["timers"]), "timers/s", [new(300, 1, 2), new(100, 3, 3), new(200, 2, 2.5)], [new(800, 0.5, 0.5), new(400, 1, 1)], new Stored(-1, 1454.4))
        {
            CpuOf = "product",
            Others = new Dictionary<string, double> { ["lost"] = 0 }
        };

        var line = result.ToJson();

        line.ShouldNotContain('\n');
        var read = JsonDocument.Parse(line).RootElement;
        read.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["workload", "database", "concurrency", "count", "figure", "unit", "floor", "ratio", "cpuMs", "serverCpuMs", "floorCpuMs", "cpuOf", "rows", "bytes", "lost"]);
        (read.GetProperty("figure").GetDouble(), read.GetProperty("floor").GetDouble(), read.GetProperty("ratio").GetDouble()).ShouldBe((200, 600, 0.333));
        (read.GetProperty("cpuMs").GetDouble(), read.GetProperty("serverCpuMs").GetDouble(), read.GetProperty("bytes").GetDouble()).ShouldBe((4.5, 2.5, 1454));
    }
}
