using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Tasks;

namespace BackOfficeFlow.Work.Tests.Tasks;

/// <summary>The people of these tests, and a task to start from.</summary>
static class People
{
    public const string Tenant = "acme";
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static readonly Caller Ana = Clerk(1, "Ana", "q.orders");
    public static readonly Caller Bea = Clerk(2, "Bea", "q.orders");
    public static readonly Caller Carlos = Clerk(3, "Carlos", "q.billing");
    public static readonly Caller Sonia = Clerk(4, "Sonia") with { Roles = new HashSet<string> { "Supervisor" } };
    public static readonly Caller Root = Clerk(5, "Root") with { Roles = new HashSet<string> { "Administrator" } };

    static Caller Clerk(int number, string name, params string[] queues) =>
        new(Tenant, new Guid(number, 0, 0, new byte[8]), name) { Roles = new HashSet<string> { "Clerk" }, Queues = queues.ToHashSet() };

    public static UserTask Task(Action<UserTask>? with = null, FourEyes? fourEyes = null, string? queue = "q.orders", string? role = null)
    {
        var task = new UserTask
        {
            Id = Guid.CreateVersion7(Monday),
            TenantId = Tenant,
            InstanceId = Guid.CreateVersion7(Monday),
            ExecutionId = "1",
            WaitKind = Awaited.UserTask,
            WaitKey = "1",
            NodeId = "approve",
            NodeName = "Approve",
            DefinitionId = "refund",
            DefinitionVersion = 1,
            Title = "Approve the refund",
            QueueKey = queue,
            Role = role,
            CreatedAt = Monday,
            ExcludedUsers = fourEyes is null ? "" : "\n" + string.Join('\n', fourEyes.Users) + "\n",
            ExcludedSteps = fourEyes is null ? "" : "\n" + string.Join('\n', fourEyes.Steps) + "\n",
        };
        task.Offer(Monday);
        with?.Invoke(task);
        return task;
    }
}
