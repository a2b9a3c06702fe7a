using System.Globalization;
using System.Text.Json;

namespace BackOfficeFlow.Chaos;

/// <summary>How a command reaches the product: over HTTP to real processes, or straight into a house under test.</summary>
interface ICommandLine
{
    /// <exception cref="CommandLostException">Nobody knows whether it arrived.</exception>
    Task<CommandAnswer> Send(OrderLine order, Command command, CancellationToken cancel);
}

/// <summary>No answer came: the command may have been done or not.</summary>
sealed class CommandLostException(string why, Exception? inner = null) : Exception(why, inner);

/// <summary>What stands in the requests, however they are sent.</summary>
static class CommandWords
{
    /// <summary>The execution of the step "check" in each case: the numbers are given in order, and the steps before it run once.</summary>
    const string CheckExecution = "10";

    public static string PathOf(Command command) => $"chaos/{command.Kind}";

    /// <summary>The task that a case gives out to be checked, as Elsa.RunTask names it; null while nobody knows the case.</summary>
    public static string? TaskOf(OrderLine order) => order.CaseId is { } id ? $"{id:N}-{CheckExecution}" : null;

    /// <summary>A payment finds its case by what it says, not by the request.</summary>
    public static string? CorrelationOf(OrderLine order, Command command) => command == order.Pay ? null : order.No;

    public static Dictionary<string, object?> BodyOf(OrderLine order) => new()
    {
        ["no"] = order.No,
        ["pause"] = order.Pause.ToString("c", CultureInfo.InvariantCulture)
    };

    public static string JsonOf(OrderLine order) => JsonSerializer.Serialize(BodyOf(order));
}
