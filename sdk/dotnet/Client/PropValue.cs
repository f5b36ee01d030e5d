using System.Text.Json;

namespace Footfall.Client;

/// <summary>
/// A value that a prop can have. There is no way to make one but by writing a text, a truth, a number, a moment, an id, a list of texts or further
/// <see cref="Props"/> where one is wanted, so that everything that compiles can also be sent. Numbers that are none (NaN, infinities) are left out.
/// </summary>
public readonly struct PropValue : IEquatable<PropValue>
{
    private readonly object? _value;
    private readonly double _number;
    private readonly long _whole;
    private readonly Kind _kind;

    private PropValue(Kind kind, object? value = null, double number = 0, long whole = 0) => (_kind, _value, _number, _whole) = (kind, value, number, whole);

    private enum Kind : byte
    {
        Nothing,
        Text,
        Truth,
        Whole,
        Number,
        Decimal,
        Texts,
        Nested,
    }

    internal bool IsNothing => _kind == Kind.Nothing;

    internal string? Text => _kind == Kind.Text ? (string?)_value : null;

    /// <summary>A text; null is left out.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator PropValue(string? value) => value is null ? default : new(Kind.Text, value);

    /// <summary>A truth; null is left out.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator PropValue(bool? value) => value is { } truth ? new(Kind.Truth, whole: truth ? 1 : 0) : default;

    /// <summary>A whole number; null is left out.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator PropValue(long? value) => value is { } whole ? new(Kind.Whole, whole: whole) : default;

    /// <summary>A number; null, NaN and the infinities are left out.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator PropValue(double? value) => value is { } number && double.IsFinite(number) ? new(Kind.Number, number: number) : default;

    /// <summary>A number with all its digits; null is left out.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator PropValue(decimal? value) => value is { } number ? new(Kind.Decimal, number) : default;

    /// <summary>A moment, as RFC 3339 in UTC; null is left out.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator PropValue(DateTimeOffset? value) =>
        value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An id as text; null is left out.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator PropValue(Guid? value) => value?.ToString();

    /// <summary>A list of texts, which the server keeps as one text.</summary>
    /// <param name="value">The value; changes that are made to it before the event is tracked count.</param>
    public static implicit operator PropValue(string[]? value) => value is null ? default : new(Kind.Texts, value);

    /// <summary>Props within a prop: <c>timing</c> with <c>seconds</c> becomes <c>timing.seconds</c>, five deep at most.</summary>
    /// <param name="value">The value; changes that are made to it before the event is tracked count.</param>
    public static implicit operator PropValue(Props? value) => value is null ? default : new(Kind.Nested, value);

    /// <summary>Whether both are the same value.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(PropValue left, PropValue right) => left.Equals(right);

    /// <summary>Whether the values differ.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(PropValue left, PropValue right) => !left.Equals(right);

    /// <summary>Whether the other value is of the same kind and says the same. Lists and props are the same where they are the same object.</summary>
    /// <param name="other">The other value.</param>
    public bool Equals(PropValue other) => _kind == other._kind && Equals(_value, other._value) && _number.Equals(other._number) && _whole == other._whole;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is PropValue other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_kind, _value, _number, _whole);

    /// <summary>The value as JSON writes it.</summary>
    public override string ToString()
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output)) Write(writer, 0);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    internal void Write(Utf8JsonWriter writer, int depth)
    {
        switch (_kind)
        {
            case Kind.Text: writer.WriteStringValue((string)_value!); break;
            case Kind.Truth: writer.WriteBooleanValue(_whole == 1); break;
            case Kind.Whole: writer.WriteNumberValue(_whole); break;
            case Kind.Number: writer.WriteNumberValue(_number); break;
            case Kind.Decimal: writer.WriteNumberValue((decimal)_value!); break;
            case Kind.Texts: WriteTexts(writer); break;
            case Kind.Nested: ((Props)_value!).Write(writer, depth + 1); break;
            default: writer.WriteNullValue(); break;
        }
    }

    private void WriteTexts(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var text in (string?[])_value!) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
