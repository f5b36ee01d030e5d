using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Server.Metrics;

/// <summary>Counts and times requests by route template, so that no address with an id in it becomes a label.</summary>
public sealed class RequestMetrics : IDisposable
{
    private readonly Meter meter = new("Footfall.Server");
    private readonly Counter<long> requests;
    private readonly Histogram<double> duration;
    private long lastBegan;

    public RequestMetrics()
    {
        requests = meter.CreateCounter<long>("footfall_requests", description: "Requests answered, by method, route and status.");
        duration = meter.CreateHistogram<double>("footfall_request_duration_seconds", "s", "Time to answer a request, by route.");
        meter.CreateObservableGauge("footfall_process_resident_memory_bytes", () => (double)Environment.WorkingSet, "By", "Resident memory of the process.");
        meter.CreateObservableGauge("footfall_process_managed_memory_bytes", () => (double)GC.GetTotalMemory(false), "By", "Managed heap in use.");
        meter.CreateObservableCounter("footfall_process_cpu_seconds", () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Processor time used.");
        meter.CreateObservableGauge("footfall_process_threads", () => (double)ThreadPool.ThreadCount, null, "Thread pool threads.");
        meter.CreateObservableCounter("footfall_gc_collections", () => (double)GC.CollectionCount(2), null, "Full garbage collections.");
        meter.CreateObservableCounter("footfall_gc_pause_seconds", () => GC.GetTotalPauseDuration().TotalSeconds, "s", "Time for which garbage collections stopped everything.");
        meter.CreateObservableCounter("footfall_gc_allocated_bytes", () => (double)GC.GetTotalAllocatedBytes(), "By", "Managed memory allocated.");
    }

    /// <summary>The timestamp of the request that began last, probes not counted: they come for as long as the server runs.</summary>
    public long LastBegan => Volatile.Read(ref lastBegan);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var began = Stopwatch.GetTimestamp();
        if (context.Request.Path.Value is not ("/health" or "/metrics")) Volatile.Write(ref lastBegan, began);
        try
        {
            await next(context);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other";
            requests.Add(1, new("method", MethodOf(context.Request.Method)), new("route", route), new("status", context.Response.StatusCode));
            duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("route", route));
        }
    }

    public void Dispose() => meter.Dispose();

    /// <summary>A method is the sender's text: unknown ones share a label.</summary>
    private static string MethodOf(string method) => method is "GET" or "POST" or "OPTIONS" or "PUT" or "PATCH" or "DELETE" or "HEAD" ? method : "other";
}
