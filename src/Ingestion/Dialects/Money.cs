using System.Globalization;
using System.Text.Json;
using Footfall.Events;

namespace Footfall.Ingestion.Dialects;

/// <summary>Amounts of money as other products' clients write them.</summary>
internal static class Money
{
    /// <summary>What the store's column holds: 15 digits before the point.</summary>
    private const decimal Most = 999_999_999_999_999m;

    /// <summary>Null where either part is missing or cannot be one.</summary>
    public static Revenue? Of(JsonElement? amount, string? currency) => Of(amount.Text(40), currency);

    public static Revenue? Of(string? amount, string? currency)
    {
        if (currency is not { Length: 3 } || !currency.All(char.IsAsciiLetter)) return null;
        if (!decimal.TryParse(amount, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || Math.Abs(value) > Most) return null;
        return new Revenue(Math.Round(value, 3, MidpointRounding.AwayFromZero), currency.ToUpperInvariant());
    }
}
