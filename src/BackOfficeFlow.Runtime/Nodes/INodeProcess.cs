using Hangfire.Server;

namespace BackOfficeFlow.Runtime;

/// <summary>What a node does all the time, whatever becomes of the job runner's tables: firing timers, delivering the outbox, saying that it is alive.</summary>
public interface INodeProcess : IBackgroundProcess;
