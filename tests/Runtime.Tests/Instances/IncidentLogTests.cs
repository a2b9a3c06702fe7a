using System.Collections.Concurrent;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>An incident is told to whoever watches the log: once, with what finds it, and without what people wrote.</summary>
public sealed class IncidentLogTests
{
    [Fact]
    public async Task An_incident_is_logged_once_and_a_retry_that_fails_logs_its_own()
    {
        using var log = new KeptLog();
        await using var house = await TestHouse.OnSqlite(
            services => services.AddLogging(logging => logging.AddProvider(log)),
            rooms: services => services.AddSingleton(new World { IsBroken = true }).AddSingleton(new RecordAssembly(typeof(IncidentLogTests).Assembly)));
        await house.Publish(ConfigurationKinds.Definition, "test", "broken", Write.Sequence("broken", Write.Step("Test.SaveTwice", "twice", ("code", "María García 600111222"))));

        var id = (await house.Send(new StartWorkflow(new StartInstance("broken", new Dictionary<string, object?>())))).InstanceId;

        var row = await house.Read(db => db.Set<WorkflowInstance>().AsNoTracking().SingleAsync());
        var line = log.Lines.ShouldHaveSingleItem();
        line.ShouldContain(row.CaseKey);
        line.ShouldContain(id.ToString());
        line.ShouldContain("twice");
        line.ShouldContain("Test.SaveTwice");
        line.ShouldNotContain("María");
        line.ShouldNotContain("600111222");

        var incident = Instance.Open(row.State).Incidents.Single();
        await house.Send(new RetryIncident(id, incident.Id));
        log.Lines.Count.ShouldBeLessThanOrEqualTo(2);
    }

    sealed class KeptLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => categoryName == typeof(BurstWriter).FullName ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
                Lines.Enqueue(formatter(state, exception) + exception);
        }

        public void Dispose()
        {
        }
    }
}
