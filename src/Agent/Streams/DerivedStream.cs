using System.Text.Json;
using Footfall.Notices.Schedules;

namespace Footfall.Agent.Streams;

/// <summary>A question that is asked of each period between two moments of a schedule; the answers are kept, sealed, for longer than the events.</summary>
/// <param name="Project">By its id, a domain or its name.</param>
/// <param name="Question">As the query API takes it, but for the project and the range.</param>
/// <param name="KeepDays">How long an answer is kept.</param>
public sealed record DerivedStream(string Name, string Project, ISchedule Schedule, JsonElement Question, int KeepDays);
