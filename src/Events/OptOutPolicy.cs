namespace Footfall.Events;

/// <summary>What a project does with an event whose sender signals Do Not Track or Global Privacy Control.</summary>
public enum OptOutPolicy
{
    /// <summary>Drop the event (the default of identified projects).</summary>
    Drop,

    /// <summary>Keep the event without any visitor id (the default of anonymous projects).</summary>
    KeepWithoutVisitor,

    /// <summary>Treat it as any other event: the owner answers for it.</summary>
    Ignore,
}
