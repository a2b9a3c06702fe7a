using System.Globalization;

namespace BackOfficeFlow.Web;

/// <summary>What the people of the demo company fill in.</summary>
static class DemoForms
{
    public static Dictionary<string, object?> Reached(string wants) => new() { ["reached"] = true, ["rightPerson"] = true, ["wants"] = wants };

    public static Dictionary<string, object?> NotReached { get; } = new() { ["reached"] = false, ["rightPerson"] = false };

    public static Dictionary<string, object?> AskedCarrier(string status, DateTimeOffset at, bool located = false) => new()
    {
        ["carrierStatus"] = status, ["contactPerson"] = "Nuria, Rapidex", ["spokenAt"] = at.ToString("O", CultureInfo.InvariantCulture), ["parcelLocated"] = located
    };

    public static Dictionary<string, object?> Paid(decimal amount, string reference, DateTimeOffset at) => new()
    {
        ["amount"] = amount, ["reference"] = reference, ["paidOn"] = at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
    };

    public static Dictionary<string, object?> Shipped(string tracking) => new() { ["carrier"] = "rapidex", ["trackingNumber"] = tracking };

    public static Dictionary<string, object?> Coded(string cause, string responsible) => new() { ["cause"] = cause, ["responsible"] = responsible };
}
