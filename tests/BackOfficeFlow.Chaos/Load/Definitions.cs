using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;

namespace BackOfficeFlow.Chaos;

/// <summary>The processes under load, and the company that they belong to.</summary>
static class Definitions
{
    public const string Order = "chaos-order";
    public const string Payment = "chaos-payment";
    public const string Parcel = "chaos-parcel";
    public const string MailAddress = "orders@flow.test";

    /// <summary>Publishes them for the tenant of the house.</summary>
    /// <param name="house">On a database whose tables are there.</param>
    /// <param name="receiver">The address of the server that counts bookings.</param>
    public static async Task Publish(TestHouse house, string receiver)
    {
        await house.Publish("template", "chaos", "chaos/notice", Read("notice"));
        foreach (var definition in (string[])[Parcel, Payment, Order])
            await house.Publish("definition", "chaos", definition, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Read(definition)).Replace("RECEIVER", receiver, StringComparison.Ordinal)));
    }

    /// <summary>Founds the company and gives back a key that may start its workflows and report its tasks.</summary>
    public static async Task<string> Found(TestHouse house)
    {
        var system = Caller.System(TestHouse.Tenant);
        await house.SendOnly(new FoundCompany(TestHouse.Tenant, "Chaos"), system);
        return (await house.SendOnly(new CreateApiKey("Chaos", [ApiScopes.Workflows, ApiScopes.Processes], null), system)).Secret;
    }

    static byte[] Read(string name) => File.ReadAllBytes(Repository.PathTo("tests", "BackOfficeFlow.Chaos", "Load", "Definitions", name + ".json"));
}
