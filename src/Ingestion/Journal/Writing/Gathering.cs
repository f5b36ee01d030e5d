namespace Footfall.Ingestion.Journal.Writing;

/// <summary>
/// Decides whether a commit waits for more to come. Senders who were just answered come back together, within microseconds of each other: a commit that began with
/// the first of them would make the rest wait for two syncs. So the next commit waits until as many are there as were on their way before, but no longer than
/// half a sync; where fewer came, fewer are expected from then on. A lone sender never waits. For the writer's thread.
/// </summary>
internal sealed class Gathering
{
    private static readonly TimeSpan MostPatience = TimeSpan.FromMicroseconds(250);

    private int expected;
    private TimeSpan patience;

    /// <param name="answered">Appends of the commit.</param>
    /// <param name="gathered">Appends that came meanwhile.</param>
    /// <param name="sync">How long the disk took.</param>
    public void Committed(int answered, int gathered, TimeSpan sync)
    {
        expected = answered + gathered;
        patience = sync / 2 < MostPatience ? sync / 2 : MostPatience;
    }

    /// <param name="gathered">Appends that are there.</param>
    /// <param name="waited">Since the first of them was found.</param>
    public bool WaitsForMore(int gathered, TimeSpan waited) => gathered < expected && waited < patience;
}
