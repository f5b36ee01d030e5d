using System.Globalization;

namespace Footfall.Query.Tests.Store;

/// <summary>Short words for happenings, so that a test shows only what it is about.</summary>
internal static class Make
{
    /// <summary>An instant of 2024-03-01 UTC by its clock, or any instant by <c>2024-03-09 12:00</c>.</summary>
    public static DateTime At(string time) => DateTime.Parse(time.Contains('-', StringComparison.Ordinal) ? time : "2024-03-01 " + time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static Happening View(string time, string path = "/", ulong? visitor = 1) => new() { Time = At(time), Path = path, Visitor = visitor };

    public static Happening Event(string time, string name, ulong? visitor = 1, string path = "/") => new() { Time = At(time), Name = name, Path = path, Visitor = visitor };

    public static Happening Leave(string time, string path, uint engagementMs, byte scrollDepth, ulong visitor = 1) =>
        new() { Time = At(time), Name = "page_leave", Path = path, Visitor = visitor, EngagementMs = engagementMs, ScrollDepth = scrollDepth };

    public static Happening With(this Happening happening, string property, string value) =>
        happening with { Props = new Dictionary<string, string>(happening.Props) { [property] = value } };
}
