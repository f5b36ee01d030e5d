using Footfall.Client;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Footfall.AspNetCore;

/// <summary>Whether events arrive.</summary>
internal sealed class FootfallHealthCheck(FootfallClient client) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (waiting, sent, dropped, failure) = client.Status;
        var data = new Dictionary<string, object> { ["waiting"] = waiting, ["sent"] = sent, ["dropped"] = dropped };
        return Task.FromResult(failure is null ? HealthCheckResult.Healthy("Events arrive.", data) : HealthCheckResult.Degraded($"Events wait: {failure}", data: data));
    }
}
