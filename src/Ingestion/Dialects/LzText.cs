using System.Text;

namespace Footfall.Ingestion.Dialects;

/// <summary>Unpacks base64 of the LZ78 variant that JavaScript libraries call lz-string, which old browser SDKs name <c>lz64</c>.</summary>
internal static class LzText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private const int Code8 = 0;
    private const int Code16 = 1;
    private const int End = 2;

    /// <summary>The text, or null where it is broken or longer than the limit.</summary>
    public static string? Unpack(string packed, int limit)
    {
        var bits = new Bits(packed.Replace(' ', '+').TrimEnd('='));
        // The first three entries stand for the codes above.
        List<string> dictionary = ["", "", ""];
        if (!bits.TryRead(2, out var first)) return null;
        if (first == End) return "";
        if (!bits.TryRead(first == Code8 ? 8 : 16, out var unit)) return null;
        var last = ((char)unit).ToString();
        dictionary.Add(last);
        var text = new StringBuilder(last);
        // The packer widens its codes one entry earlier than the dictionary here would need it.
        var width = 3;
        var room = 4;
        while (bits.TryRead(width, out var code))
        {
            if (code == End) return text.ToString();
            if (code is Code8 or Code16)
            {
                if (!bits.TryRead(code == Code8 ? 8 : 16, out unit)) return null;
                dictionary.Add(((char)unit).ToString());
                code = dictionary.Count - 1;
                Narrow(ref room, ref width);
            }

            string entry;
            if (code < dictionary.Count) entry = dictionary[code];
            else if (code == dictionary.Count) entry = last + last[0];
            else return null;
            if (text.Length + entry.Length > limit) return null;
            text.Append(entry);
            dictionary.Add(last + entry[0]);
            last = entry;
            Narrow(ref room, ref width);
        }

        return null;
    }

    private static void Narrow(ref int room, ref int width)
    {
        if (--room > 0) return;
        room = 1 << width;
        width++;
    }

    /// <summary>The bits of base64, the high ones of each letter first; a code's low ones come first.</summary>
    private ref struct Bits(string text)
    {
        private int at;

        public bool TryRead(int count, out int value)
        {
            value = 0;
            for (var i = 0; i < count; i++, at++)
            {
                if (at / 6 >= text.Length || Alphabet.IndexOf(text[at / 6], StringComparison.Ordinal) is not (>= 0 and var letter)) return false;
                value |= ((letter >> (5 - (at % 6))) & 1) << i;
            }

            return true;
        }
    }
}
