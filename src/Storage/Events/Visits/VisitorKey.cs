using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>Whose visits they are. What bots do never joins a person's visit, so the two are told apart.</summary>
internal readonly record struct VisitorKey(ProjectNumber Project, VisitorId Visitor, bool IsBot)
{
    /// <summary>The key of an event that has a visitor.</summary>
    public static VisitorKey Of(Event e) => new(e.Project, e.Visitor!.Value, e.BotReason is not null);
}
