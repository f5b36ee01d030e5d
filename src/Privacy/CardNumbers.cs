namespace Footfall.Privacy;

/// <summary>
/// Finds payment card numbers: 13 to 19 digits that pass the Luhn check (ISO/IEC 7812-1), in one piece or in groups as printed on the card.
/// What only looks similar survives: times in milliseconds, UUIDs, fractions, digits within words or longer numbers.
/// </summary>
internal static class CardNumbers
{
    private const int Fewest = 13;
    private const int Most = 19;

    public static Finding? Next(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length;)
        {
            var offset = text[at..].IndexOfAnyInRange('0', '9');
            if (offset < 0) return null;
            var start = at + offset;
            if (MayStart(text, start) && LengthAt(text[start..]) is > 0 and var length) return new Finding(start, start + length, Redactor.Card);
            at = start + 1;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        }

        return null;
    }

    private static bool MayStart(ReadOnlySpan<char> text, int start)
    {
        if (start == 0) return true;
        var before = text[start - 1];
        if (char.IsLetterOrDigit(before)) return false;
        // Digits behind a decimal point are a fraction, unless they are a group of four like those before them.
        return !(before == '.' && start >= 2 && char.IsAsciiDigit(text[start - 2]) && DigitsAt(text[start..]) != 4);
    }

    /// <summary>The length in characters of the longest card number that begins the text, or 0.</summary>
    private static int LengthAt(ReadOnlySpan<char> text)
    {
        Span<byte> digits = stackalloc byte[Most];
        int count = 0, at = 0, longest = 0;
        for (var group = 0; ; group++)
        {
            var size = DigitsAt(text[at..]);
            if (count + size > Most) return longest;
            for (var i = 0; i < size; i++) digits[count++] = (byte)(text[at + i] - '0');
            at += size;

            var ends = at == text.Length || !char.IsLetterOrDigit(text[at]);
            if (count >= Fewest && ends && IsCard(digits[..count], inOnePiece: group == 0)) longest = at;
            if (group == 0 && count >= Fewest) return longest;

            // Printed groups have three to seven digits and begin with four or six; dates and phone numbers do not.
            var first = group == 0;
            if (first ? size is not (4 or 6) : size is < 3 or > 13) return longest;
            var separator = SeparatorAt(text[at..]);
            if (separator == 0 || at + separator >= text.Length || !char.IsAsciiDigit(text[at + separator])) return longest;
            at += separator;
        }
    }

    private static bool IsCard(ReadOnlySpan<byte> digits, bool inOnePiece)
    {
        // No issuer's number begins with 0; with 1 only UATP's of 15 digits, while times in ms, µs and ns all begin with 1 until 2033.
        if (digits[0] == 0 || (digits[0] == 1 && (digits.Length != 15 || !inOnePiece))) return false;
        if (digits.IndexOfAnyExcept(digits[0]) < 0) return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)];
            if (i % 2 == 1) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }

    private static int DigitsAt(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }

    private static int SeparatorAt(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return 0;
        if (text[0] is ' ' or '-' or '.' or '+' or '_' or '\u00A0' or '\u2011' or '\u2013') return 1;
        return text.StartsWith("%20", StringComparison.Ordinal) ? 3 : 0;
    }
}
