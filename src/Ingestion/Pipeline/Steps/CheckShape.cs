using System.Globalization;
using Footfall.Events;
using Footfall.Privacy;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Drops what cannot be read as an event, and gives names that are aliases the stored form.</summary>
internal sealed class CheckShape(IngestionLimits limits) : IPipelineStep
{
    public string Name => "check_shape";

    public Drop? Take(Trip trip)
    {
        var draft = trip.Draft;
        if (draft.Fault is { } fault) return fault;
        if (draft.Name is null) return new Drop(DropReason.MissingName, "name", "Give the event a name, such as pageview.");
        var name = EventAliases.Resolve(draft.Name.Trim());
        if (name.Length == 0 || name.Length > limits.NameLength || name.Any(char.IsControl))
        {
            return new Drop(DropReason.InvalidName, "name",
                string.Create(CultureInfo.InvariantCulture, $"A name has 1 to {limits.NameLength} characters and no control characters."));
        }

        if (trip.Batch.IsTrusted && draft.Address is not null && ClientAddress.Parse(draft.Address) is null)
            return new Drop(DropReason.InvalidField, "ip", "The field ip has to be an IPv4 or IPv6 address.");
        if (draft.Props?.Count > limits.PropsOfEvent)
        {
            // Each within its own limit while they were read: the event's and its context's are too many together.
            return new Drop(DropReason.TooManyProps, "props",
                string.Create(CultureInfo.InvariantCulture, $"Send at most {limits.PropsOfEvent} props, nested ones and the context's counted each."));
        }

        trip.Event.Name = name;
        return null;
    }
}
