namespace Footfall.Agent.Reading;

/// <summary>What was read of a project since the agent's start.</summary>
public sealed class ReadingCounts
{
    public long Events { get; set; }

    public long Envelopes { get; set; }

    public long Segments { get; set; }

    /// <summary>Envelopes that did not open, or had something else in them than events: anybody can seal to an epoch's key.</summary>
    public long Unopened { get; set; }

    /// <summary>Envelopes of epochs whose key the agent was not given.</summary>
    public long WithoutKey { get; set; }

    /// <summary>Events that were refused, as the server would refuse them in an open project.</summary>
    public long Dropped { get; set; }

    /// <summary>Events that envelopes had in them.</summary>
    public long FromEnvelopes { get; set; }

    /// <summary>On average; one where none was read.</summary>
    public double EventsAnEnvelope => Envelopes == 0 ? 1 : (double)FromEnvelopes / Envelopes;
}
