namespace Footfall.Ingestion.Pipeline;

/// <summary>One step of an event's way. Thread-safe; what it learns goes into the trip.</summary>
public interface IPipelineStep
{
    /// <summary>snake_case, for the step's timer.</summary>
    string Name { get; }

    /// <summary>Null to go on, or why the trip ends here.</summary>
    Drop? Take(Trip trip);
}
