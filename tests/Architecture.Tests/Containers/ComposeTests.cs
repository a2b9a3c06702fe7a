using System.Text.Json;
using System.Text.RegularExpressions;
using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BackOfficeFlow.Architecture.Tests;

/// <summary>No container engine runs where the tests run; what can be known without one is checked here.</summary>
public sealed partial class ComposeTests
{
    [Fact]
    public async Task The_compose_file_keeps_to_the_schema_of_the_specification()
    {
        var (exitCode, said) = await Npm.Run(await Npm.File("dclint", "bin", "dclint.cjs"), "--quiet", "--color", "false", "docker-compose.yml");

        exitCode.ShouldBe(0, said);
    }

    [Fact]
    public void Every_setting_that_it_gives_the_product_exists()
    {
        var given = Services().Where(service => IsOurs(service.Node)).SelectMany(service => Settings(service.Node)).Distinct();

        given.ShouldNotBeEmpty();
        given.Where(key => !IsKnown(key)).ShouldBeEmpty("No source under src/ reads the setting.");
    }

    [Fact]
    public void Whoever_is_waited_for_is_there_and_is_in_the_same_profile()
    {
        var services = Services().ToDictionary(service => service.Name, service => service.Node);

        var missing =
            from service in services
            from other in Keys(service.Value, "depends_on")
            where !services.TryGetValue(other, out var node) || !IsThereWith(Items(node, "profiles").ToList(), Items(service.Value, "profiles").ToList())
            select $"{service.Key} -> {other}";

        missing.ShouldBeEmpty();

        // Without a profile a service is always there.
        static bool IsThereWith(List<string> other, List<string> whoever) => other.Count == 0 || (whoever.Count > 0 && !whoever.Except(other).Any());
    }

    [Fact]
    public void Whoever_must_be_healthy_says_how_that_is_seen()
    {
        var services = Services().ToDictionary(service => service.Name, service => service.Node);

        var unseen =
            from service in services
            from other in Child(service.Value, "depends_on") is YamlMappingNode waits ? waits.Children.ToList() : []
            where other.Value is YamlMappingNode wait && Text(wait, "condition") == "service_healthy"
            where Child(services[other.Key.ToString()], "healthcheck") is null
            select $"{service.Key} -> {other.Key}";

        unseen.ShouldBeEmpty();
    }

    [Fact]
    public void The_proxy_leads_to_every_node_and_is_trusted_by_each()
    {
        var services = Services().ToDictionary(service => service.Name, service => service.Node);
        var behind = Keys(services["proxy"], "depends_on").ToList();

        var proxied = Upstreams.Match(File.ReadAllText(Repository.PathTo("containers", "Caddyfile"))).Groups["nodes"].Value.Split(' ');

        behind.Count.ShouldBeGreaterThan(1);
        proxied.ShouldBe(behind.Select(node => $"{node}:8080"));
        File.ReadAllText(Repository.PathTo("Dockerfile")).ShouldContain("URLS=http://+:8080");
        var network = Items(services["proxy"], "networks").ShouldHaveSingleItem();
        behind.ShouldAllBe(node => Items(services[node], "networks").Contains(network));
        behind.ShouldAllBe(node => Text((YamlMappingNode)Child(services[node], "environment")!, "Proxy__Trusted") == SubnetOf(network));
        Items(services["proxy"], "volumes").ShouldAllBe(volume => Path.Exists(Repository.PathTo(volume.Split(':')[0])));
    }

    static string? SubnetOf(string network)
    {
        var ipam = (YamlMappingNode)Child((YamlMappingNode)Child((YamlMappingNode)Child(Document(), "networks")!, network)!, "ipam")!;
        return Text((YamlMappingNode)((YamlSequenceNode)Child(ipam, "config")!)[0], "subnet");
    }

    [Fact]
    public void What_the_image_copies_is_in_the_repository()
    {
        var copied = File.ReadLines(Repository.PathTo("Dockerfile")).Select(line => Copy.Match(line)).Where(match => match.Success).Select(match => match.Groups["from"].Value);

        copied.ShouldNotBeEmpty();
        copied.Where(path => !Path.Exists(Repository.PathTo(path))).ShouldBeEmpty();
    }

    static IEnumerable<(string Name, YamlMappingNode Node)> Services()
    {
        var services = (YamlMappingNode)Child(Document(), "services")!;
        return services.Children.Select(service => (service.Key.ToString(), (YamlMappingNode)service.Value));
    }

    static YamlMappingNode Document()
    {
        // Merge keys ("<<") are resolved by the parser, as Compose does.
        using var reader = new StringReader(File.ReadAllText(Repository.PathTo("docker-compose.yml")));
        var yaml = new YamlStream();
        yaml.Load(new MergingParser(new Parser(reader)));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    static bool IsOurs(YamlMappingNode service) => Child(service, "build") is not null;

    static IEnumerable<string> Settings(YamlMappingNode service) => Keys(service, "environment").Select(key => key.Replace("__", ":", StringComparison.Ordinal));

    /// <summary>A setting exists when it stands in appsettings.json, is named in the sources, or is a property of a class that names its section.</summary>
    static bool IsKnown(string key)
    {
        var parts = key.Split(':');
        using var defaults = JsonDocument.Parse(File.ReadAllText(Repository.PathTo("src", "BackOfficeFlow.Web", "appsettings.json")));
        if (defaults.RootElement.TryGetProperty(parts[0], out var section) && parts.Length == 2 && section.ValueKind == JsonValueKind.Object && section.TryGetProperty(parts[1], out _))
            return true;

        if (SourceFile.Under("src", ".cs").Any(file => file.Text.Contains($"\"{key}\"", StringComparison.Ordinal)))
            return true;

        return Room.All.SelectMany(room => room.Assembly.GetTypes())
            .Where(type => type.GetField("Section")?.GetRawConstantValue() is string name && name == parts[0])
            .Any(type => parts.Length == 2 && type.GetProperty(parts[1]) is not null);
    }

    static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    static string? Text(YamlMappingNode node, string key) => (Child(node, key) as YamlScalarNode)?.Value;

    static IEnumerable<string> Keys(YamlMappingNode node, string key) => Child(node, key) is YamlMappingNode map ? map.Children.Keys.Select(name => name.ToString()) : Items(node, key);

    static IEnumerable<string> Items(YamlMappingNode node, string key) => Child(node, key) is YamlSequenceNode list ? list.Children.Select(item => item.ToString()) : [];

    [GeneratedRegex(@"reverse_proxy \{\$NODES:(?<nodes>[^}]+)\}")]
    static partial Regex Upstreams { get; }

    [GeneratedRegex(@"^COPY (?!--)(?<from>\S+) ")]
    static partial Regex Copy { get; }
}
