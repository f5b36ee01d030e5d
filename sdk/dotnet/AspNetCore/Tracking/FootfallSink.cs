using Footfall.Client;

namespace Footfall.AspNetCore.Tracking;

/// <summary>To Footfall.</summary>
internal sealed class FootfallSink(FootfallClient client) : IEventSink
{
    public void Take(string name, EventOptions options, Props? props) => client.TrackEvent(name, props, options);
}
