using System.Collections.Frozen;
using System.Globalization;

namespace Footfall.Query.Results;

/// <summary>Amounts in words, in English notation whatever the server's locale.</summary>
internal static class Money
{
    private static readonly FrozenDictionary<string, string> Symbols = new Dictionary<string, string>
    {
        ["USD"] = "$",
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["JPY"] = "¥",
        ["INR"] = "₹",
        ["KRW"] = "₩",
        ["CNY"] = "CN¥",
        ["BRL"] = "R$",
        ["CAD"] = "CA$",
        ["AUD"] = "A$",
        ["NZD"] = "NZ$",
        ["MXN"] = "MX$",
        ["HKD"] = "HK$",
        ["TWD"] = "NT$",
        ["ILS"] = "₪",
        ["VND"] = "₫",
        ["PHP"] = "₱",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Currencies without a minor unit in use.</summary>
    private static readonly FrozenSet<string> Whole = FrozenSet.ToFrozenSet(
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"], StringComparer.Ordinal);

    public static string Long(decimal amount, string currency) => Worded(amount, currency, Whole.Contains(currency) ? "N0" : "N2", "");

    public static string Short(decimal amount, string currency)
    {
        var (scale, suffix) = Math.Abs(amount) switch
        {
            >= 1_000_000_000m => (1_000_000_000m, "B"),
            >= 1_000_000m => (1_000_000m, "M"),
            >= 1_000m => (1_000m, "K"),
            _ => (1m, ""),
        };
        return Worded(amount / scale, currency, "N1", suffix);
    }

    private static string Worded(decimal amount, string currency, string format, string suffix)
    {
        var symbol = Symbols.GetValueOrDefault(currency) ?? currency + "\u00a0";
        return $"{(amount < 0 ? "-" : "")}{symbol}{Math.Abs(amount).ToString(format, CultureInfo.InvariantCulture)}{suffix}";
    }
}
