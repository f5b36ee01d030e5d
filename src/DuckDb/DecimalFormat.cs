using Footfall.DuckDb.Native;

namespace Footfall.DuckDb;

/// <summary>A DECIMAL(width, scale) is the integer <c>value * 10^scale</c> of at most <c>width</c> digits.</summary>
internal static class DecimalFormat
{
    /// <summary>The digits behind the point that a <see cref="decimal"/> can hold.</summary>
    private const int MaxManagedScale = 28;

    /// <summary>10^0 to 10^38: every DECIMAL lies strictly between the negative and the positive power of its width.</summary>
    private static readonly Int128[] _powers = Powers();

    public static NativeDecimal ToNative(decimal value)
    {
        var digits = Digits(value);
        var width = 1;
        while (Int128.Abs(digits) >= _powers[width])
            width++;
        // Scale may exceed the digits (0.001), and the width counts both.
        return new NativeDecimal((byte)Math.Max(width, value.Scale), value.Scale, NativeHugeInt.From(digits));
    }

    /// <summary>The stored integer; digits that do not fit behind the point are rounded half away from zero, as DuckDB's own casts do.</summary>
    /// <exception cref="OverflowException">The value has too many digits before the point.</exception>
    public static Int128 ToStored(decimal value, int width, int scale)
    {
        if (value.Scale > scale)
            value = Math.Round(value, scale, MidpointRounding.AwayFromZero);
        var digits = Digits(value);
        var missing = scale - value.Scale;
        var limit = _powers[width - missing];
        if (digits >= limit || digits <= -limit)
            throw new OverflowException($"{value} does not fit in a DECIMAL({width},{scale}).");
        return digits * _powers[missing];
    }

    /// <exception cref="OverflowException">A <see cref="decimal"/> holds 28 digits for certain; the value has more.</exception>
    public static decimal FromStored(Int128 stored, int scale)
    {
        var digits = UInt128.CreateTruncating(Int128.Abs(stored));
        if (scale > MaxManagedScale || digits >> 96 != 0)
            throw new OverflowException("The DECIMAL has more digits than System.Decimal can hold; cast it in SQL to a smaller one, DOUBLE or VARCHAR.");
        return new decimal((int)(uint)digits, (int)(uint)(digits >> 32), (int)(uint)(digits >> 64), stored < 0, (byte)scale);
    }

    /// <summary>All digits of a value as an integer, without its point.</summary>
    private static Int128 Digits(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var digits = (Int128)new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        return parts[3] < 0 ? -digits : digits;
    }

    private static Int128[] Powers()
    {
        var powers = new Int128[39];
        powers[0] = 1;
        for (var exponent = 1; exponent < powers.Length; exponent++)
            powers[exponent] = powers[exponent - 1] * 10;
        return powers;
    }
}
