using Footfall.Events;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>
/// Finds the event's time: the sender's, moved by the difference of the clocks where that is large, and held within what a stranger may claim. A trusted
/// sender's time stands as it is. Drops what is older than the project keeps.
/// </summary>
internal sealed class CorrectClock : IPipelineStep
{
    /// <summary>Clocks differ by less than this; a retry's stale time of sending may differ by any amount.</summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Oldest = TimeSpan.FromDays(7);
    private static readonly TimeSpan Newest = TimeSpan.FromMinutes(5);

    public string Name => "correct_clock";

    public Drop? Take(Trip trip)
    {
        var batch = trip.Batch;
        var time = trip.Draft.Time ?? batch.ReceivedAt;
        if (trip.Draft.Time is not null && !batch.IsTrusted) time = Believe(time, batch);
        // A time that nobody set: at the ends of the calendar there is no half hour before or after, by which visits are told apart.
        if (time.Year is < 1970 or > 9000) return new Drop(DropReason.InvalidField, "time", "The time is none that an event can have; leave it out where it is not known.");
        if (trip.Project.RetentionDays is { } days && batch.ReceivedAt - time > TimeSpan.FromDays(days))
            return new Drop(DropReason.BeyondRetention, "time", "The event is older than the project keeps events.");
        trip.Event.Time = time;
        return null;
    }

    private static DateTime Believe(DateTime time, Batch batch)
    {
        var received = batch.ReceivedAt;
        // In ticks: a stranger's times may lie at the ends of the calendar.
        var ticks = time.Ticks;
        if (batch.SentAt is { } sent && !batch.IsRetry && (received - sent).Duration() > Tolerated)
        {
            // Two times of the same wrong clock: what counts is how long before the sending the event was.
            ticks += received.Ticks - sent.Ticks;
        }

        return new DateTime(Math.Clamp(ticks, (received - Oldest).Ticks, (received + Newest).Ticks), DateTimeKind.Utc);
    }
}
