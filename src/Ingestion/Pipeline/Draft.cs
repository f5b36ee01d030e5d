using Footfall.Events;
using Footfall.Ingestion.Enrichment;

namespace Footfall.Ingestion.Pipeline;

/// <summary>
/// An event as its sender wrote it: read, but neither judged nor redacted. Endpoints and dialect adapters fill drafts, the pipeline turns them into
/// <see cref="Event"/>s. Not thread-safe.
/// </summary>
public sealed class Draft
{
    /// <summary>What made the draft unreadable as an event; the first fault wins.</summary>
    public Drop? Fault { get; set; }

    /// <summary>Null: the server makes one.</summary>
    public Guid? Id { get; set; }

    public string? Name { get; set; }

    /// <summary>UTC, by the sender's clock. Null: the time of receipt.</summary>
    public DateTime? Time { get; set; }

    public string? Url { get; set; }

    public string? Title { get; set; }

    public string? Referrer { get; set; }

    public string? Visitor { get; set; }

    public string? Session { get; set; }

    public string? User { get; set; }

    public string? Language { get; set; }

    /// <summary>Name and version of the sending library.</summary>
    public string? Library { get; set; }

    public ushort? ScreenWidth { get; set; }

    public ushort? ScreenHeight { get; set; }

    public uint? EngagementMs { get; set; }

    public byte? ScrollDepth { get; set; }

    public uint? DurationMs { get; set; }

    public Revenue? Revenue { get; set; }

    public bool? Interactive { get; set; }

    /// <summary>The client's address as a trusted sender tells it; from anybody else it is ignored.</summary>
    public string? Address { get; set; }

    /// <summary>The client's user agent as a trusted sender tells it; from anybody else it is ignored.</summary>
    public string? UserAgent { get; set; }

    /// <summary>What a trusted sender knows of the client in place of address and user agent; from anybody else it is ignored.</summary>
    public Enriched? Enriched { get; set; }

    /// <summary>The client hints that a sealed message tells; requests have them in their headers.</summary>
    public ClientHints Hints { get; set; }

    /// <summary>Made traffic; believed from a trusted sender only.</summary>
    public bool Demo { get; set; }

    /// <summary>The client says that a program drives it.</summary>
    public bool SaysAutomated { get; set; }

    /// <summary>The protocol says that a program sent it, not a browser: its user agent is judged by nobody, and where it stands is not where the visitor is.</summary>
    public bool SentByServer { get; set; }

    /// <summary>The sender asks that no place be made of its address.</summary>
    public bool WithoutPlace { get; set; }

    /// <summary>The visitor wants to be counted, and linked to nothing: the event is kept without a visitor.</summary>
    public bool Unlinked { get; set; }

    public List<KeyValuePair<string, string>>? Props { get; private set; }

    public List<KeyValuePair<string, double>>? Numbers { get; private set; }

    public List<KeyValuePair<string, string>>? Groups { get; private set; }

    /// <summary>Sets a prop; a later value of the same name replaces the earlier one.</summary>
    /// <param name="number">The value as a number where it is one, else null.</param>
    public void SetProp(string name, string value, double? number)
    {
        Put(Props ??= [], name, value);
        if (number is { } n) Put(Numbers ??= [], name, n);
        else if (Numbers is not null) RemoveNumber(name);
    }

    /// <summary>Forgets that a prop was a number.</summary>
    public void RemoveNumber(string name) => Numbers?.RemoveAll(pair => pair.Key == name);

    public void SetGroup(string type, string key) => Put(Groups ??= [], type, key);

    /// <summary>Takes from <paramref name="context"/> what this draft does not say itself.</summary>
    public void Inherit(Draft context)
    {
        Fault ??= context.Fault;
        Url ??= context.Url;
        Title ??= context.Title;
        Referrer ??= context.Referrer;
        Visitor ??= context.Visitor;
        Session ??= context.Session;
        User ??= context.User;
        Language ??= context.Language;
        Library ??= context.Library;
        Address ??= context.Address;
        UserAgent ??= context.UserAgent;
        Enriched ??= context.Enriched;
        Demo |= context.Demo;
        SaysAutomated |= context.SaysAutomated;
        Unlinked |= context.Unlinked;
        if (ScreenWidth is null && ScreenHeight is null) (ScreenWidth, ScreenHeight) = (context.ScreenWidth, context.ScreenHeight);
        InheritProps(context);
        foreach (var (type, key) in context.Groups ?? [])
        {
            if (Groups?.Exists(pair => pair.Key == type) != true) SetGroup(type, key);
        }
    }

    private void InheritProps(Draft context)
    {
        foreach (var (name, value) in context.Props ?? [])
        {
            if (Props?.Exists(pair => pair.Key == name) == true) continue;
            double? number = null;
            foreach (var pair in context.Numbers ?? [])
            {
                if (pair.Key == name) number = pair.Value;
            }

            SetProp(name, value, number);
        }
    }

    private static void Put<T>(List<KeyValuePair<string, T>> pairs, string name, T value)
    {
        // At most some dozens of names: a walk is faster than a dictionary would be built.
        for (var i = 0; i < pairs.Count; i++)
        {
            if (!string.Equals(pairs[i].Key, name, StringComparison.Ordinal)) continue;
            pairs[i] = new(name, value);
            return;
        }

        pairs.Add(new(name, value));
    }
}
