using System.Text;
using Footfall.Events;
using Footfall.Ingestion.Enrichment;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>
/// Adds where the visitor's first visit came from, as an identified client remembers it in the props <c>first_touch.referrer</c> and
/// <c>first_touch.utm_…</c> of a session's start. Works on redacted text, and classifies as <see cref="AddSource"/> does, so that first and last touch have
/// the same names.
/// </summary>
internal sealed class AddFirstTouch(SourceClassifier classifier) : IPipelineStep
{
    private const string Prefix = "first_touch.";
    private const string Referrer = Prefix + "referrer";
    private const string Campaign = Prefix + "utm_";

    public string Name => "add_first_touch";

    public Drop? Take(Trip trip)
    {
        var @event = trip.Event;
        // A first touch is of a visitor who is known again: of anybody else it would be a claim about nobody.
        if (@event.Name != EventNames.SessionStart || trip.Project.Mode != TrustMode.Identified || trip.Anonymously || trip.Draft.Visitor is null) return null;
        string? referrer = null;
        var query = new StringBuilder();
        var known = false;
        foreach (var (name, value) in @event.Props)
        {
            if (name == Referrer) referrer = value;
            else if (name.StartsWith(Campaign, StringComparison.Ordinal)) query.Append('&').Append(name, Prefix.Length, name.Length - Prefix.Length).Append('=').Append(Uri.EscapeDataString(value));
            else continue;
            known = true;
        }

        if (known) @event.FirstTouch = classifier.Classify(referrer, query.ToString(), @event.Hostname);
        return null;
    }
}
