using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BackOfficeFlow.Runtime;

/// <summary>Runs workflows on a database. Added last: it finds the handlers, validators and activities of the rooms that are there.</summary>
public static class RuntimeRoom
{
    public static IServiceCollection AddRuntime(this IServiceCollection services)
    {
        services.AddSingleton(new RecordAssembly(typeof(RuntimeRoom).Assembly));
        services.AddSingleton<RecordAssemblies>();
        var rooms = services.Select(service => service.ImplementationInstance).OfType<RecordAssembly>().Select(room => room.Assembly).Distinct().ToList();
        services.AddRequests(rooms);

        services.TryAddSingleton(new TestHooks(PlantedFault.None));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IChangeRelay, NoChangeRelay>();
        services.TryAddScoped<ICallerSource, NobodySource>();
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<Scopes>();
        services.AddScoped<CurrentCaller>();
        services.AddScoped<OpenTransaction>();
        services.AddScoped<Requests>();
        services.AddScoped<RequestScope>();
        services.AddScoped<Operations>();
        services.AddScoped<Outbox>();
        services.AddScoped<Stimuli>();
        services.AddScoped<Timers>();
        services.AddScoped<PlannedTimers>();
        services.AddScoped<Audit>();
        services.AddScoped<Configurations>();
        services.AddScoped<PublishedVersions>();
        services.AddSingleton<PublishedVersionCache>();
        services.AddScoped<Triggers>();
        services.AddScoped<StartGate>();
        services.AddScoped<StartOrders>();
        services.AddSingleton<WorkflowConsole>();
        services.AddCalls();
        services.AddScoped<EndpointAnswers>();
        services.AddScoped<Bursts>();
        services.AddScoped<BurstWriter>();
        services.AddScoped<BurstScope>();
        services.AddScoped<RunLoop>();
        services.AddScoped<ChildRuns>();
        services.AddScoped<UsableDefinitions>();
        services.AddSingleton<UsableShelf>();
        services.AddScoped<CompiledWorkflows>();
        services.AddSingleton<WorkflowShelf>();
        services.TryAddSingleton(parts => EngineSettings.Read(parts.GetRequiredService<IConfiguration>()));
        services.AddSingleton<Runner>();
        services.AddSingleton<Compiler>();
        services.AddSingleton(ActivityRegistry.With(rooms));
        services.AddScoped<TextCatalog>();
        services.AddSingleton<TextShelf>();
        services.AddSingleton<ConfigurationFolder>();
        services.AddSingleton<ConfigurationPlace>();
        services.AddScoped(parts => new FirstConfiguration(
            parts.GetRequiredService<ConfigurationFolder>(), parts.GetRequiredService<ConfigurationPlace>(),
            parts.GetRequiredService<ImportFile>(), parts.GetRequiredService<Configurations>()));
        services.AddScoped<ConfigurationCheck>();
        services.AddSingleton<DefinitionHeads>();
        services.AddSingleton<RecentSaves>();
        services.AddScoped<DefinitionRules>();
        services.AddScoped<DefinitionEdits>();
        services.AddScoped<ImportFile>();
        services.AddScoped<FileConflicts>();
        services.AddScoped<TenantList>();
        services.TryAddSingleton(parts => ThisNode.At(parts.GetRequiredService<TimeProvider>().GetUtcNow()));
        services.AddSingleton(parts => NodeSettings.Read(parts.GetRequiredService<IConfiguration>()));
        services.AddSingleton(parts => LeaseSettings.Read(parts.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton(parts => OutboxHold.Read(parts.GetRequiredService<IConfiguration>()));
        services.AddScoped<NodeLeases>();
        services.AddSingleton<NodeLife>();
        services.AddScoped<Claims>();
        services.AddScoped<Quarantine>();
        services.AddScoped<FireTimer>();
        services.AddScoped<FireTogether>();
        services.AddScoped<OutboxInside>();
        services.AddScoped<OutboxOutside>();
        services.AddScoped<OutboxEnd>();
        services.AddScoped<ProgressNote>();
        services.TryAddSingleton(parts => RetentionSettings.Read(parts.GetRequiredService<IConfiguration>()));
        services.AddScoped<RetentionStep>();
        services.AddSingleton<RetentionRun>();
        services.AddSingleton<TimerDrain>();
        services.AddSingleton<OutboxDrain>();
        return services;
    }

    /// <summary>Before anything else: a clock that tests step comes instead of the machine's.</summary>
    public static IServiceCollection AddTestHooks(this IServiceCollection services, IConfiguration configuration)
    {
        TestHooks.Add(services, configuration);
        return services;
    }

    /// <summary>What a process does that works on the database, and not only asks it: the start, the drains, hearing other nodes.</summary>
    public static IServiceCollection AddRuntimeProcesses(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseStart>();

        // Before every other hosted service, whoever registered it: they may read the database as soon as they start.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(parts => parts.GetRequiredService<DatabaseStart>()));
        services.AddHostedService<ChangeListening>();
        services.AddSingleton<RetentionJob>();
        services.AddSingleton<JobPlan>();
        services.AddSingleton<INodeProcess, TimerProcess>();
        services.AddSingleton<INodeProcess, OutboxProcess>();
        services.AddSingleton<INodeProcess, NodeProcess>();
        return services;
    }
}
