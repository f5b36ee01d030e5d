using Footfall.Ingestion.Enrichment;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Marks events whose sender is thought to be no person. They are kept, and left out of questions that do not ask for them.</summary>
internal sealed class JudgeBot(BotDetector detector) : IPipelineStep
{
    public string Name => "judge_bot";

    public Drop? Take(Trip trip)
    {
        var hit = trip.Hit;
        trip.Event.BotReason = trip.Project.BotExceptions.Know(hit.Address) ? null : detector.Judge(new BotSignals
        {
            UserAgent = hit.UserAgent,
            Hints = Hints.Of(hit),
            Purpose = hit.Purpose,
            Referrer = trip.Draft.Referrer,
            Address = hit.Address,
            IsServer = trip.Batch.IsTrusted || trip.Draft.SentByServer || ServerLibraries.Contain(trip.Draft.Library),
            SaysAutomated = trip.Draft.SaysAutomated,
        });
        return null;
    }
}
