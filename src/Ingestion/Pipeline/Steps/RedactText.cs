using Footfall.Events;
using Footfall.Privacy;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Takes personal data out of every text of the event, then cuts what is too long, with a mark.</summary>
internal sealed class RedactText(IngestionLimits limits) : IPipelineStep
{
    /// <summary>The prop in which clients remember where a visitor first came from.</summary>
    private const string FirstReferrer = "first_touch.referrer";

    public string Name => "redact_text";

    public Drop? Take(Trip trip)
    {
        var draft = trip.Draft;
        var @event = trip.Event;
        var listed = trip.Project.RedactedParameters;
        @event.Name = Text(@event.Name, listed)!;
        @event.Title = Text(draft.Title, listed);
        @event.Library = Text(draft.Library, listed);
        if (@event.Path is { } path) @event.Path = Cut(Redactor.Path(path, listed));
        if (@event.UrlQuery is { } query) @event.UrlQuery = Cut(Redactor.Query(query, listed));
        if (draft.Referrer is { } referrer && ReferringPage.Of(referrer, listed) is { } from)
        {
            trip.Referrer = Cut(from.Whole);
            @event.Referrer = Cut(from.Kept);
        }

        if (trip.Enriched is { } enriched) draft.Enriched = Clean(enriched, listed);
        if (draft.Props is { } props) Props(trip, props, listed);
        if (draft.Groups is { } groups) @event.Groups = Groups(groups, listed);
        return null;
    }

    private Enriched Clean(Enriched enriched, IReadOnlyList<string> listed)
    {
        var (client, place) = (enriched.Client, enriched.Place);
        return new Enriched(
            new Client(Text(client.Browser, listed), Text(client.BrowserVersion, listed), Text(client.Os, listed), Text(client.OsVersion, listed), client.Device),
            new Place(place.Country, Text(place.Region, listed), Text(place.City, listed)));
    }

    private void Props(Trip trip, List<KeyValuePair<string, string>> props, IReadOnlyList<string> listed)
    {
        var numbers = trip.Draft.Numbers;
        for (var i = 0; i < props.Count; i++)
        {
            var (name, value) = props[i];
            var cleanName = CutName(Redactor.Text(name, listed));
            // A boolean is never the secret itself: has_password is a fact about a form.
            var cleanValue = value is "true" or "false" ? value : Cut(Value(name, value, listed));
            if (ReferenceEquals(cleanName, name) && ReferenceEquals(cleanValue, value)) continue;
            props[i] = new(cleanName, cleanValue);
            trip.Draft.RemoveNumber(name);
        }

        if (props.Count > 1) DropSameNames(props);
        trip.Event.Props = props;
        if (numbers is { Count: > 0 }) trip.Event.Numbers = numbers;
    }

    private static string Value(string name, string value, IReadOnlyList<string> listed) =>
        name == FirstReferrer ? ReferringPage.Of(value, listed)?.Whole ?? "" : Redactor.Value(name, value, listed);

    /// <summary>Redacted and cut names may have become equal; the last one stays, as everywhere.</summary>
    private static void DropSameNames(List<KeyValuePair<string, string>> props)
    {
        for (var i = props.Count - 1; i > 0; i--)
        {
            for (var j = i - 1; j >= 0; j--)
            {
                if (!string.Equals(props[i].Key, props[j].Key, StringComparison.Ordinal)) continue;
                props.RemoveAt(j);
                i--;
            }
        }
    }

    private List<KeyValuePair<string, string>> Groups(List<KeyValuePair<string, string>> groups, IReadOnlyList<string> listed)
    {
        for (var i = 0; i < groups.Count; i++)
        {
            var (type, key) = groups[i];
            groups[i] = new(CutName(Redactor.Text(type, listed)), Cut(Redactor.Value(type, key, listed)));
        }

        DropSameNames(groups);
        return groups;
    }

    private string? Text(string? text, IReadOnlyList<string> listed) => text is null ? null : Cut(Redactor.Text(text, listed));

    private string Cut(string text) => LongText.Cut(text, limits.ValueLength);

    private string CutName(string name) => LongText.Cut(name, limits.PropNameLength);
}
