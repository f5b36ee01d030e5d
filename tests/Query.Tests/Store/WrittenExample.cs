using System.Globalization;
using Footfall.Events;

namespace Footfall.Query.Tests.Store;

/// <summary>An example as docs/metrics.md writes it.</summary>
internal sealed record WrittenExample(string TimeZone, IReadOnlyList<Goal> Goals, IReadOnlyList<Happening> Events, IReadOnlyList<WrittenExample.Asked> Questions)
{
    /// <summary>Visitors are known for longer than a day.</summary>
    public bool Identified { get; init; }

    public static WrittenExample Read(string text)
    {
        var zone = "UTC";
        var identified = false;
        var goals = new List<Goal>();
        var events = new List<Happening>();
        var questions = new List<Asked>();
        var section = "";
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                if (section == "goals") goals.Add(GoalOf(line.Trim()));
                else if (section == "events") events.Add(EventOf(line));
                else questions[^1].Answer.Add(line[2..]);
                continue;
            }

            section = line.Split(' ')[0];
            if (section == "identified") identified = true;
            if (section == "zone") zone = line[5..];
            if (section == "report")
            {
                var asked = line.Split(' ', 3);
                questions.Add(new Asked(asked[2].Contains("date_range", StringComparison.Ordinal) ? asked[2] : asked[2] + ", \"date_range\": [\"2024-03-01\", \"2024-03-01\"]", [], null) { Report = asked[1] });
            }

            if (section == "ask") questions.Add(new Asked(line[4..].Contains("date_range", StringComparison.Ordinal) ? line[4..] : line[4..] + ", \"date_range\": [\"2024-03-01\", \"2024-03-01\"]", [], null));
            if (section == "refuse") questions[^1] = questions[^1] with { Refusal = line[7..] };
        }

        return new WrittenExample(zone, goals, events, questions) { Identified = identified };
    }

    private static Goal GoalOf(string line)
    {
        var words = line.Split(" = ")[1].Split(' ');
        return new Goal
        {
            Id = Guid.NewGuid(),
            DisplayName = line.Split(" = ")[0],
            EventName = words[0] == "event" ? words[1] : null,
            PagePath = words[0] == "page" ? words[1] : null,
            Currency = words.Length > 2 ? words[2] : null,
        };
    }

    private static Happening EventOf(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var happening = new Happening
        {
            Time = Make.At(words[0].Replace('T', ' ')),
            Visitor = words[1] == "-" ? null : words[1].Aggregate(0UL, (sum, letter) => sum * 31 + letter),
            Name = words[2],
            Path = words[3] == "-" ? null : words[3],
        };
        foreach (var attribute in words.Skip(4))
        {
            var (name, value) = (attribute.Split('=')[0], attribute.Split('=')[1]);
            happening = name switch
            {
                "source" => happening with { Source = value },
                "host" => happening with { Hostname = value },
                "device" => happening with { Device = value },
                "country" => happening with { Country = value },
                "engagement" => happening with { EngagementMs = uint.Parse(value, CultureInfo.InvariantCulture) },
                "scroll" => happening with { ScrollDepth = byte.Parse(value, CultureInfo.InvariantCulture) },
                "interactive" => happening with { Interactive = value != "no" },
                "bot" => happening with { BotReason = value },
                "first_source" => happening with { More = new Dictionary<string, string> { ["first_source"] = value } },
                "amount" => happening with { Amount = decimal.Parse(value, CultureInfo.InvariantCulture) },
                "currency" => happening with { Currency = value },
                _ => happening.With(name, value),
            };
        }

        return happening;
    }

    internal sealed record Asked(string Members, List<string> Answer, string? Refusal)
    {
        /// <summary>The kind of report that is asked for; null: a question of the query language.</summary>
        public string? Report { get; init; }
    }
}
