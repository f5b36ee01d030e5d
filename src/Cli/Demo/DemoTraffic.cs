namespace Footfall.Cli.Demo;

/// <summary>
/// Makes the traffic of a day. Each visitor is drawn from the seed, the day and a number alone: a second run, also on another date or with
/// another number of visitors, makes the same events with the same ids for the visitors that both have.
/// </summary>
internal sealed class DemoTraffic(ulong seed, DemoCalendar calendar)
{
    private const double ShareOfPrograms = 0.025;
    private const double ShareOfSpam = 0.006;

    /// <summary>The events of one visitor, in time order.</summary>
    public IReadOnlyList<DemoEvent> Visitor(DateOnly day, int number)
    {
        var random = DemoRandom.For(seed, (ulong)day.DayNumber, 3, (ulong)number);
        var country = random.Pick(DemoCountries.All, one => one.Weight);
        var start = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) + DemoCalendar.Hour(random, country.UtcOffset);
        var isProgram = random.Chance(ShareOfPrograms);
        var source = Source(random, day, isProgram);
        var visitor = new DemoVisitor(Device(random, source, isProgram), country.Address(random), random.Chance(0.12) ? "en-US" : country.Language, isProgram);
        var query = source.Query?.Replace("{campaign}", DemoCalendar.Season(day), StringComparison.Ordinal);
        var landings = DemoSite.Landings[source.Landing];
        var events = new DemoVisit(random, visitor, start).Walk(landings[random.Below(landings.Count)], source.Referrer, query);
        return random.Chance(0.09) && !isProgram ? [.. events, .. Again(random, visitor, events[^1].Time, day)] : events;
    }

    /// <summary>Some come back the same day, by themselves.</summary>
    private static IReadOnlyList<DemoEvent> Again(DemoRandom random, DemoVisitor visitor, DateTime left, DateOnly day)
    {
        var back = left + TimeSpan.FromMinutes(40 + random.Below(300));
        return DateOnly.FromDateTime(back) == day ? new DemoVisit(random, visitor, back).Walk("/demo/", null, null) : [];
    }

    private DemoSource Source(DemoRandom random, DateOnly day, bool isProgram)
    {
        if (isProgram) return DemoSources.Direct;
        if (random.Chance(ShareOfSpam)) return DemoSources.Spam;
        if (calendar.IsTalkedAbout(day) && random.Chance(0.45)) return DemoSources.HackerNews;
        if (DemoCalendar.HasLetter(day) && random.Chance(0.2)) return DemoSources.Newsletter;
        return random.Pick(DemoSources.All, one => one.Weight);
    }

    private static DemoDevice Device(DemoRandom random, DemoSource source, bool isProgram)
    {
        var devices = isProgram ? DemoDevices.Programs
            : !random.Chance(source.MobileShare) ? DemoDevices.Desktop
            : source.InApp && random.Chance(0.6) ? DemoDevices.InApp
            : DemoDevices.Mobile;
        return random.Pick(devices, one => one.Weight);
    }
}
