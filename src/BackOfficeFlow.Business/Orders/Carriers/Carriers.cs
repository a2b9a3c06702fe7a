using BackOfficeFlow.Runtime;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Business.Orders;

/// <summary>The company's carriers: the published profiles.</summary>
public sealed class Carriers(Configurations configurations)
{
    // A file tells of the same carrier thousands of times.
    readonly Dictionary<string, CarrierProfile> found = [];

    /// <exception cref="RuleBrokenException">There is no such carrier; the message lists those there are.</exception>
    public async Task<CarrierProfile> Find(string carrier, CancellationToken cancel)
    {
        var key = CarrierProfile.KeyOf(carrier);
        if (found.TryGetValue(key, out var before))
            return before;

        var item = await configurations.Latest(CarrierKind.Name, key, cancel);
        if (item is not null && CarrierProfileReader.Read(item.Content).Profile is { } profile)
            return found[key] = profile;

        var known = await configurations.List(CarrierKind.Name, cancel);
        throw new RuleBrokenException(Texts.Say("CarrierUnknown", carrier, string.Join(", ", known.Select(row => row.Key)))) { Code = "carrier-unknown" };
    }

    /// <summary>What people call it; its key when its profile is gone.</summary>
    public async Task<string> NameOf(string carrier, CancellationToken cancel) =>
        await configurations.Latest(CarrierKind.Name, carrier, cancel) is { } item && CarrierProfileReader.Read(item.Content).Profile is { } profile ? profile.Name : carrier;
}

/// <summary>Carriers' profiles as configuration: workflows/shared/carriers/*.json, one per carrier, its file named after it.</summary>
public sealed class CarrierKind(IOptions<CallSettings> hooks) : IConfigurationKind
{
    public const string Name = "carrier";

    public string Kind => Name;
    public string Folder => "carriers";

    public string KeyOf(string area, string fileName, ReadOnlyMemory<byte> content) =>
        CarrierProfileReader.Read(content.Span).Profile?.Carrier ?? fileName;

    public IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content)
    {
        var (profile, findings) = CarrierProfileReader.Read(content.Span);
        return [.. findings.Select(finding => new ConfigurationFinding(finding.Path, Texts.Say(finding.Code, [.. finding.Arguments]))), .. CheckHook(profile?.Instructions)];
    }

    // What the settings lack is no fault of the profile: it is published, and whoever sets the place up is told what to add.
    IEnumerable<ConfigurationFinding> CheckHook(CarrierRoute? route)
    {
        if (route is not { By: HttpChannel.Word })
            yield break;
        if (CallTarget.Refusal(route.To, hooks.Value) is { } refusal)
            yield return new ConfigurationFinding("$.instructions.to", refusal, IsError: false);
        if (route.Secret is { } secret && !hooks.Value.Knows(secret))
            yield return new ConfigurationFinding("$.instructions.secret", Texts.Say("carrier.secret", secret), IsError: false);
    }
}
