using Footfall.Client;

namespace Footfall.AspNetCore.Tracking;

/// <summary>Takes events to somewhere. Never waits.</summary>
internal interface IEventSink
{
    /// <param name="options">Complete: with an id, and as <see cref="ViewOptions"/> where it is a view.</param>
    void Take(string name, EventOptions options, Props? props);
}
