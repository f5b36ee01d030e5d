using Footfall.Events;

namespace Footfall.Ingestion.Journal.Codec;

/// <summary>The first touch within an encoded event: the channel, then a byte of presence bits, then the texts that are there in the order of their bits.</summary>
internal static class FirstTouchCodec
{
    private const int Texts = 7;

    public static void Encode(Acquisition first, ByteWriter target)
    {
        target.WriteString(first.Channel);
        string?[] texts = [first.Source, first.Referrer, first.UtmSource, first.UtmMedium, first.UtmCampaign, first.UtmContent, first.UtmTerm];
        var present = 0;
        for (var i = 0; i < Texts; i++) present |= texts[i] is null ? 0 : 1 << i;
        target.WriteByte((byte)present);
        foreach (var text in texts)
        {
            if (text is not null) target.WriteString(text);
        }
    }

    public static Acquisition Decode(ref ByteReader reader)
    {
        var channel = reader.ReadString();
        var present = reader.ReadByte();
        if (present >> Texts != 0) throw new EventFormatException("The first touch has fields that this format does not know.");
        var texts = new string?[Texts];
        for (var i = 0; i < Texts; i++) texts[i] = (present & (1 << i)) != 0 ? reader.ReadString() : null;
        return new Acquisition
        {
            Channel = channel,
            Source = texts[0],
            Referrer = texts[1],
            UtmSource = texts[2],
            UtmMedium = texts[3],
            UtmCampaign = texts[4],
            UtmContent = texts[5],
            UtmTerm = texts[6],
        };
    }
}
