namespace Footfall.Ingestion.Journal.Draining;

internal enum DrainAction
{
    Wait,

    /// <summary>Commit the next events.</summary>
    Commit,

    /// <summary>Put the next event into quarantine and go on behind it.</summary>
    SetAside,
}
