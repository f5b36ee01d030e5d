using System.Globalization;
using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Endpoints;

/// <summary>Reads <c>{"amount":"42.50","currency":"EUR"}</c>; the amount may be a number too.</summary>
internal static class ReadRevenue
{
    /// <summary>What the store's column holds: 15 digits before the point and three behind it.</summary>
    private const decimal Most = 999_999_999_999_999m;

    public static Revenue? From(ref Utf8JsonReader reader, Draft draft)
    {
        decimal? amount = null;
        string? currency = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isAmount = JsonText.Is(ref reader, "amount"u8);
                var isCurrency = JsonText.Is(ref reader, "currency"u8);
                reader.Read();
                if (isAmount) amount = Amount(ref reader);
                else if (isCurrency) currency = Currency(ref reader);
                else reader.Skip();
            }
        }
        else
        {
            reader.Skip();
        }

        if (amount is { } known && currency is not null) return new Revenue(known, currency);
        draft.Fault ??= new Drop(DropReason.InvalidField, "revenue",
            "The field revenue has to be an object such as {\"amount\":\"42.50\",\"currency\":\"EUR\"} with an ISO 4217 currency.");
        return null;
    }

    private static decimal? Amount(ref Utf8JsonReader reader)
    {
        decimal amount;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetDecimal(out amount):
            case JsonTokenType.String when decimal.TryParse(JsonText.Read(ref reader, 40), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount):
                return Math.Abs(amount) <= Most ? Math.Round(amount, 3, MidpointRounding.AwayFromZero) : null;
            default:
                reader.Skip();
                return null;
        }
    }

    private static string? Currency(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        var currency = JsonText.ReadPooled(ref reader, 8);
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetter)) return null;
        return currency.All(char.IsAsciiLetterUpper) ? currency : currency.ToUpperInvariant();
    }
}
