using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace BackOfficeFlow.Web;

/// <summary>What the product tells whoever runs it: logs to console and file, traces and metrics to a collector where one is configured.</summary>
static class Observing
{
    const int LinesWaiting = 10_000;

    /// <summary>The name of our own activity source and meter.</summary>
    const string Ours = "BackOfficeFlow";

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        var folder = Path.GetFullPath(builder.Configuration["Logs:Folder"] is { Length: > 0 } configured ? configured : "data/logs", builder.Environment.ContentRootPath);
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(logs => logs
            .MinimumLevel.Is(builder.Configuration.Choice("Logs:Level", LogEventLevel.Information))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
            // A start that fails is told by Starting, in a sentence or with its stack trace.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)
            // The exception handler of ours logs what nobody foresaw, once.
            .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogEventLevel.Fatal)
            .Enrich.FromLogContext()
            // Whoever logs does not wait for console and disk; when they cannot keep up, he does, so that no line is lost.
            .WriteTo.Async(places => Places(places, folder), LinesWaiting, blockWhenFull: true));
    }

    static void Places(LoggerSinkConfiguration places, string folder) => places
        .Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", formatProvider: System.Globalization.CultureInfo.InvariantCulture)
        .WriteTo.File(
            new CompactJsonFormatter(), Path.Combine(folder, "backofficeflow-.log"),
            rollingInterval: RollingInterval.Day, retainedFileCountLimit: 14, fileSizeLimitBytes: 100_000_000, rollOnFileSizeLimit: true, shared: true);

    /// <summary>One line per request: method, path, status, time. Never the query (one-time links stand there), never who.</summary>
    public static void UseRequestLog(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        options.IncludeQueryInRequestPath = false;
        options.GetLevel = (context, _, error) =>
            error is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
            : IsRoutine(context.Request.Path) ? LogEventLevel.Debug
            : LogEventLevel.Information;
    });

    static bool IsRoutine(PathString path) =>
        path.StartsWithSegments("/_blazor") || path.StartsWithSegments("/_framework") || path.StartsWithSegments("/_content") || path.StartsWithSegments("/health");

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Ours, serviceVersion: typeof(Observing).Assembly.GetName().Version?.ToString()))
            .WithTracing(traces => traces
                .AddSource(Ours)
                .AddSource("Microsoft.EntityFrameworkCore")
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !IsRoutine(context.Request.Path))
                .AddHttpClientInstrumentation()
                .AddNpgsql()
                .AddOtlpExporter())
            // Blazor's own meters are left out: they grow with every component.
            .WithMetrics(metrics => metrics
                .AddMeter(Ours)
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting")
                .AddMeter("Microsoft.EntityFrameworkCore", "Npgsql")
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddOtlpExporter());
    }
}
