using Footfall.Privacy;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Takes personal data out of every text of the event, then cuts what is too long, with a mark.</summary>
internal sealed class RedactText(IngestionLimits limits) : IPipelineStep
{
    public string Name => "redact_text";

    public Drop? Take(Trip trip)
    {
        var draft = trip.Draft;
        var @event = trip.Event;
        @event.Name = Text(@event.Name)!;
        @event.Title = Text(draft.Title);
        @event.Library = Text(draft.Library);
        if (@event.Path is { } path) @event.Path = Cut(Redactor.Path(path));
        if (@event.UrlQuery is { } query) @event.UrlQuery = Cut(Redactor.Query(query, trip.Project.RedactedParameters));
        if (draft.Referrer is { } referrer) Referrer(trip, referrer);
        if (draft.Props is { } props) Props(trip, props);
        if (draft.Groups is { } groups) @event.Groups = Groups(groups);
        return null;
    }

    private void Referrer(Trip trip, string referrer)
    {
        if (!PageUrl.TryParse(referrer, out var page))
        {
            // Garbage is classified too, as what it is; a bare host is a referrer to many clients.
            trip.Referrer = trip.Event.Referrer = Text(referrer.Trim());
            return;
        }

        var path = Redactor.Path(page.Path);
        var query = page.Query is null ? null : Redactor.Query(page.Query, trip.Project.RedactedParameters);
        trip.Referrer = Cut($"{page.Scheme}://{page.Hostname}{path}{query}");
        var fragment = path.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) path = path[..fragment];
        trip.Event.Referrer = Cut(path == "/" ? page.Hostname ?? path : page.Hostname + path);
    }

    private void Props(Trip trip, List<KeyValuePair<string, string>> props)
    {
        var numbers = trip.Draft.Numbers;
        for (var i = 0; i < props.Count; i++)
        {
            var (name, value) = props[i];
            var cleanName = CutName(Redactor.Text(name));
            // A boolean is never the secret itself: has_password is a fact about a form.
            var cleanValue = value is "true" or "false" ? value : Cut(Redactor.Value(name, value));
            if (ReferenceEquals(cleanName, name) && ReferenceEquals(cleanValue, value)) continue;
            props[i] = new(cleanName, cleanValue);
            trip.Draft.RemoveNumber(name);
        }

        if (props.Count > 1) DropSameNames(props);
        trip.Event.Props = props;
        if (numbers is { Count: > 0 }) trip.Event.Numbers = numbers;
    }

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

    private List<KeyValuePair<string, string>> Groups(List<KeyValuePair<string, string>> groups)
    {
        for (var i = 0; i < groups.Count; i++) groups[i] = new(CutName(Redactor.Text(groups[i].Key)), Cut(Redactor.Text(groups[i].Value)));
        DropSameNames(groups);
        return groups;
    }

    private string? Text(string? text) => text is null ? null : Cut(Redactor.Text(text));

    private string Cut(string text) => LongText.Cut(text, limits.ValueLength);

    private string CutName(string name) => LongText.Cut(name, limits.PropNameLength);
}
