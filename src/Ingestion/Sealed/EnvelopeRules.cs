using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Footfall.Sealing;
using Footfall.Storage.Control;

namespace Footfall.Ingestion.Sealed;

/// <summary>Decides whether a message is kept, by what stands on its outside. Thread-safe.</summary>
internal sealed class EnvelopeRules(EpochDirectory epochs)
{
    /// <summary>What a tracker had sealed before its epoch ended may come until then.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>The message's epoch, or why it is dropped.</summary>
    public (Epoch? Epoch, Drop Drop) Judge(SealedBatch batch, ReadEnvelope read)
    {
        if (read.Refusal == Refusal.TooLarge) return Dropped(DropReason.EnvelopeTooLarge, "The envelope is too large; seal fewer events in one.");
        if (read.Envelope is not { } envelope) return Dropped(DropReason.EnvelopeMalformed, "The envelope does not have the shape of one, or is of a newer version.");
        if (read.Project != batch.Project.Id.Value) return Dropped(DropReason.OtherProject, "Send the envelopes of one project in a request.");
        if (!epochs.TryGet(batch.Project.Number, EpochId.Read(envelope.Epoch), out var epoch))
            return Dropped(DropReason.UnknownEpoch, "The project does not have the epoch; fetch the present one and seal to it.");
        // A later epoch ends it as well: who was removed from the vault has the keys of those before, and must not be able to open what comes after.
        if (batch.ReceivedAt > epoch.NotAfter + Grace || batch.ReceivedAt > epoch.ReplacedAt + Grace) return Dropped(DropReason.EpochClosed, "The epoch has ended; fetch the present one and seal to it.");
        if (batch.Hit.OptsOut && batch.Project.OptOut == OptOutPolicy.Drop)
            return Dropped(DropReason.OptedOut, "The browser signals Do Not Track or Global Privacy Control, and the project drops such events.");
        return (epoch, default);
    }

    private static (Epoch? Epoch, Drop Drop) Dropped(DropReason reason, string detail) => (null, new Drop(reason, null, detail));
}
