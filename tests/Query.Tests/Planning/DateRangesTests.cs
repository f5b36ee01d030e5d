using Footfall.Query.Parsing;
using Footfall.Query.Planning;

namespace Footfall.Query.Tests.Planning;

public class DateRangesTests
{
    /// <summary>A Wednesday morning in Berlin that is still Tuesday in New York and Wednesday noon in Kathmandu.</summary>
    private static readonly DateTime Now = new(2024, 4, 3, 2, 30, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("day", "UTC", "2024-04-03 00:00", "2024-04-04 00:00")]
    [InlineData("day", "America/New_York", "2024-04-02 04:00", "2024-04-03 04:00")]
    [InlineData("day", "Asia/Kathmandu", "2024-04-02 18:15", "2024-04-03 18:15")]
    [InlineData("24h", "Europe/Berlin", "2024-04-02 02:30", "2024-04-03 02:30:01")]
    [InlineData("7d", "Europe/Berlin", "2024-03-26 23:00", "2024-04-02 22:00")]
    [InlineData("28d", "UTC", "2024-03-06 00:00", "2024-04-03 00:00")]
    [InlineData("30d", "UTC", "2024-03-04 00:00", "2024-04-03 00:00")]
    [InlineData("91d", "UTC", "2024-01-03 00:00", "2024-04-03 00:00")]
    [InlineData("month", "Europe/Berlin", "2024-03-31 22:00", "2024-04-30 22:00")]
    [InlineData("6mo", "Europe/Berlin", "2023-09-30 22:00", "2024-03-31 22:00")]
    [InlineData("12mo", "UTC", "2023-04-01 00:00", "2024-04-01 00:00")]
    [InlineData("year", "America/St_Johns", "2024-01-01 03:30", "2025-01-01 03:30")]
    [InlineData("all", "Europe/Berlin", "2024-02-09 23:00", "2024-04-03 22:00")]
    [InlineData("2024-03-31,2024-03-31", "Europe/Berlin", "2024-03-30 23:00", "2024-03-31 22:00")]
    [InlineData("2024-03-31,2024-03-31", "Asia/Beirut", "2024-03-30 22:00", "2024-03-31 21:00")]
    [InlineData("2024-03-01T10:00:00+02:00,2024-03-01T11:59:59+02:00", "UTC", "2024-03-01 08:00", "2024-03-01 10:00")]
    public void ARangeIsOfTheProjectsClock(string words, string zone, string from, string to)
    {
        var spec = words.Split(',') is [var first, var last] ? DateRangeParser.ParsePair(first, last) : DateRangeParser.ParseName(words);

        var range = DateRanges.Resolve(spec!, Zone.Find(zone), Now, new DateTime(2024, 2, 10, 12, 0, 0, DateTimeKind.Utc));

        Assert.Equal(Store.Make.At(from), range.From);
        Assert.Equal(Store.Make.At(to), range.To);
    }

    /// <summary>Held against the clock, minute by minute over two years: days follow each other without a gap, and each begins with the first minute that has its date.</summary>
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/St_Johns")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Beirut")]
    [InlineData("America/Asuncion")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Pacific/Apia")]
    public void EachDayBeginsWithItsFirstMinute(string name)
    {
        var zone = Zone.Find(name);
        var day = new DateOnly(2011, 1, 2);
        var at = DateRanges.Days(zone, day, day).From;
        var end = at.AddDays(730);
        for (; at < end; at = at.AddMinutes(1))
        {
            var local = DateOnly.FromDateTime(at + zone.GetUtcOffset(at));
            if (local <= day) continue;
            Assert.Equal(at, DateRanges.Days(zone, local, local).From);
            Assert.Equal(at, DateRanges.Days(zone, local.AddDays(-1), local.AddDays(-1)).To);
            day = local;
        }
    }
}
