using System.Diagnostics.Metrics;

namespace Footfall.AspNetCore.Requests;

/// <summary>Requests, counted and timed under the meter <c>Footfall.AspNetCore</c>.</summary>
internal sealed class RequestMeters
{
    public const string Name = "Footfall.AspNetCore";

    private readonly Counter<long> _requests;
    private readonly Histogram<double> _latency;

    public RequestMeters(IMeterFactory factory)
    {
        var meter = factory.Create(Name);
        _requests = meter.CreateCounter<long>("requests", "{request}", "Requests that were answered.");
        _latency = meter.CreateHistogram<double>("request_latency", "s", "Seconds until a request was answered.");
    }

    public void Answered(string method, string endpoint, string status, TimeSpan took)
    {
        _requests.Add(1, new("method", method), new("endpoint", endpoint), new("http_status", status));
        _latency.Record(took.TotalSeconds, new("method", method), new("endpoint", endpoint));
    }
}
