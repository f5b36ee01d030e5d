using Footfall.Agent.Digests;
using Footfall.Notices;
using Footfall.Notices.Sending;

namespace Footfall.Agent.Outputs;

/// <summary>Posts the JSON, signed as <see cref="Webhook"/> does.</summary>
public sealed class WebhookOutput(Uri url, string secretVariable) : IOutput
{
    public async Task SendAsync(Report report, OutputMeans means, CancellationToken cancellation)
    {
        try
        {
            await Webhook.PostAsync(means.Http, url, report.Json, Webhook.Sign(means.Secret(secretVariable), report.At, report.Json), cancellation);
        }
        catch (NoticeException refusal)
        {
            throw new AgentException(refusal.Message);
        }
    }
}
