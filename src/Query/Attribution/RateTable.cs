using System.Text.Json;

namespace Footfall.Query.Attribution;

/// <summary>What one unit of a currency is worth in another, as the owner says. <c>web/dashboard/src/attribution/convert.ts</c> is its twin.</summary>
/// <param name="Rates">By currency; that of <paramref name="To"/> is 1.</param>
internal sealed record RateTable(string To, IReadOnlyDictionary<string, double> Rates)
{
    private const int MostRates = 200;
    private const double Highest = 1e9;

    /// <summary>Either the table, or which member is wrong and why.</summary>
    public static (RateTable? Table, (string Member, string Message)? Fault) Read(JsonElement convert)
    {
        if (!convert.TryGetProperty("to", out var to) || to.ValueKind != JsonValueKind.String || !IsCurrency(to.GetString()!)) return (null, ("to", "Expected a currency such as \"EUR\"."));
        if (!convert.TryGetProperty("rates", out var given) || given.ValueKind != JsonValueKind.Object) return (null, ("rates", "Expected an object such as {\"USD\": 0.92}: what one unit of a currency is worth."));
        var rates = new Dictionary<string, double>();
        foreach (var member in given.EnumerateObject())
        {
            if (rates.Count == MostRates) return (null, ("rates", $"At most {MostRates} currencies are taken."));
            if (!IsCurrency(member.Name)) return (null, ("rates", "The name of each rate is a currency of three capital letters, such as USD."));
            if (member.Value.ValueKind != JsonValueKind.Number || !member.Value.TryGetDouble(out var rate) || rate is not (> 0 and <= Highest))
                return (null, ($"rates/{member.Name}", "Expected a number above 0 and of at most 1000000000."));
            rates[member.Name] = rate;
        }

        rates[to.GetString()!] = 1;
        return (new RateTable(to.GetString()!, rates), null);
    }

    /// <summary>To two digits behind the point, halves away from zero; written so that the twin does the very same.</summary>
    public static double Rounded(double amount)
    {
        var rounded = Math.Floor(Math.Abs(amount) * 100 + 0.5) / 100;
        return amount < 0 && rounded > 0 ? -rounded : rounded;
    }

    private static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);
}
