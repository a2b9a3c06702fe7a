namespace BackOfficeFlow.Engine.Running;

/// <summary>Whether an instance can still go on (Elsa's words).</summary>
public enum InstanceStatus { Running, Finished }

/// <summary>What the instance is doing, or how it ended (Elsa's words and spelling).</summary>
public enum InstanceSubStatus { Pending, Executing, Suspended, Finished, Cancelled, Faulted }
