using System.Reflection;

namespace BackOfficeFlow.Runtime;

/// <summary>Who may send a request: the roles of a member, one bit each, and the sets that pages and endpoints use.</summary>
[Flags]
public enum Senders
{
    /// <summary>Nobody but the product itself: by its timers, its outbox, or a step of a workflow.</summary>
    Product = 0,
    Clerk = 1,
    Supervisor = 2,
    Designer = 4,
    Administrator = 8,

    /// <summary>Whoever reaches the product, signed in or not: what proves the right stands in the request (a link, a password, a key).</summary>
    Anybody = 16,

    Clerks = Clerk | Supervisor | Administrator,
    Supervisors = Supervisor | Administrator,
    Designers = Designer | Administrator,
    Members = Clerk | Supervisor | Designer | Administrator
}

/// <summary>
/// Says who may send a request; one that says nothing is the product's own. Pages and endpoints have policies too, but a request is
/// checked whatever way it comes. The product always may, and so may a step of a workflow, whoever set it off.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SentByAttribute(Senders senders) : Attribute
{
    public Senders Senders { get; } = senders;

    /// <summary>The scope of the API keys that may send it as well; null: none may.</summary>
    public string? Scope { get; init; }

    public static SentByAttribute Of(Type request) => request.GetCustomAttribute<SentByAttribute>() ?? ForProduct;

    /// <summary>Whether this caller may send it.</summary>
    public bool Lets(Caller caller) =>
        caller.IsSystem
        || Senders.HasFlag(Senders.Anybody)
        || caller.Roles.Any(role => (Of(role) & Senders) != 0)
        || (Scope is not null && caller.Scopes.Contains(Scope));

    /// <exception cref="RuleBrokenException">This caller may not; answered as 403 by an endpoint.</exception>
    public void Require(Caller caller)
    {
        if (!Lets(caller))
            throw new RuleBrokenException(Why()) { Code = RuleBrokenException.NotAllowed };
    }

    static Senders Of(string role) => role switch
    {
        nameof(Senders.Clerk) => Senders.Clerk,
        nameof(Senders.Supervisor) => Senders.Supervisor,
        nameof(Senders.Designer) => Senders.Designer,
        nameof(Senders.Administrator) => Senders.Administrator,
        _ => Senders.Product
    };

    string Why() => Senders switch
    {
        Senders.Administrator => Texts.Say("OnlyAdministrators"),
        Senders.Supervisors => Texts.Say("OnlySupervisors"),
        Senders.Designers => Texts.Say("OnlyDesigners"),
        Senders.Clerks => Texts.Say("OnlyClerks"),
        Senders.Members => Texts.Say("OnlyMembers"),
        _ => Texts.Say("OnlyProduct")
    };

    static readonly SentByAttribute ForProduct = new(Senders.Product);
}
