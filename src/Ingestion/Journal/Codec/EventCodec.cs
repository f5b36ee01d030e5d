using Footfall.Events;

namespace Footfall.Ingestion.Journal.Codec;

/// <summary>
/// An event as bytes: version, fields that are always there, a set of presence bits, then the fields that are there in the order of their bits.
/// The format is docs/formats/journal.md; a version never changes, a new field makes a new one. Older ones are read.
/// </summary>
internal static class EventCodec
{
    private const byte Version = 2;

    /// <summary>Appends the event. Unpaired surrogates, which UTF-8 cannot say, become U+FFFD; all else comes back as it was.</summary>
    public static void Encode(Event source, ByteWriter target)
    {
        target.WriteByte(Version);
        target.WriteVarint((uint)source.Project.Value);
        source.Id.TryWriteBytes(target.Reserve(16), bigEndian: true, out _);
        target.WriteInt64(source.ReceivedAt.Ticks);
        target.WriteSignedVarint(source.Time.Ticks - source.ReceivedAt.Ticks);
        target.WriteString(source.Name);
        var bits = target.Length;
        target.WriteUInt64(0);
        var present = EncodeOptional(source, target);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(target.At(bits, 8), (ulong)present);
    }

    /// <summary>Reads one event that fills the bytes exactly.</summary>
    /// <exception cref="EventFormatException">The bytes are anything else.</exception>
    public static Event Decode(ReadOnlySpan<byte> bytes, StringPool? strings = null)
    {
        var reader = new ByteReader(bytes, strings);
        var version = reader.ReadByte();
        if (version is 0 or > Version) throw new EventFormatException($"The event is of format {version}; this program reads up to {Version}.");
        var project = (int)reader.ReadVarint(int.MaxValue);
        if (project == 0) throw new EventFormatException("The project's number is 0.");
        var id = new Guid(reader.Take(16), bigEndian: true);
        var received = ReadTime(reader.ReadInt64());
        var offset = reader.ReadSignedVarint();
        var decoded = new Event
        {
            Project = new ProjectNumber(project),
            Id = id,
            ReceivedAt = received,
            Time = ReadTime(unchecked(received.Ticks + offset)),
            Name = reader.ReadString(),
            Interactive = false,
        };
        var present = (EventFields)reader.ReadUInt64();
        if ((present & ~(version == 1 ? EventFields.AllOfVersion1 : EventFields.All)) != 0) throw new EventFormatException("The event has fields that this format does not know.");
        DecodeOptional(ref reader, present, decoded);
        return reader.Remaining == 0 ? decoded : throw new EventFormatException($"{reader.Remaining} bytes follow the event.");
    }

    private static EventFields EncodeOptional(Event source, ByteWriter target)
    {
        var present = EventFields.None;
        if (source.Visitor is { } visitor)
        {
            target.WriteUInt64(visitor.Value);
            present |= EventFields.Visitor;
        }

        EncodeTexts(source, target, ref present);
        EncodeNumbers(source, target, ref present);
        EncodeMaps(source, target, ref present);
        if (source.Interactive) present |= EventFields.Interactive;
        if (source.OptedOut) present |= EventFields.OptedOut;
        if (source.Demo) present |= EventFields.Demo;
        if (source.FirstTouch is { } first)
        {
            FirstTouchCodec.Encode(first, target);
            present |= EventFields.FirstTouch;
        }

        return present;
    }

    private static void EncodeTexts(Event source, ByteWriter target, ref EventFields present)
    {
        Text(source.ClientVisitor, EventFields.ClientVisitor, target, ref present);
        Text(source.Session, EventFields.Session, target, ref present);
        Text(source.User, EventFields.User, target, ref present);
        Text(source.Hostname, EventFields.Hostname, target, ref present);
        Text(source.Path, EventFields.Path, target, ref present);
        Text(source.UrlQuery, EventFields.UrlQuery, target, ref present);
        Text(source.Title, EventFields.Title, target, ref present);
        Text(source.Referrer, EventFields.Referrer, target, ref present);
        var from = source.Acquisition;
        Text(from.Source, EventFields.Source, target, ref present);
        Text(from.Referrer, EventFields.VisitReferrer, target, ref present);
        Text(from.Channel == Acquisition.Direct.Channel ? null : from.Channel, EventFields.Channel, target, ref present);
        Text(from.UtmSource, EventFields.UtmSource, target, ref present);
        Text(from.UtmMedium, EventFields.UtmMedium, target, ref present);
        Text(from.UtmCampaign, EventFields.UtmCampaign, target, ref present);
        Text(from.UtmContent, EventFields.UtmContent, target, ref present);
        Text(from.UtmTerm, EventFields.UtmTerm, target, ref present);
        Text(from.ClickId, EventFields.ClickId, target, ref present);
        Text(source.Client.Browser, EventFields.Browser, target, ref present);
        Text(source.Client.BrowserVersion, EventFields.BrowserVersion, target, ref present);
        Text(source.Client.Os, EventFields.Os, target, ref present);
        Text(source.Client.OsVersion, EventFields.OsVersion, target, ref present);
        Text(source.Client.Device, EventFields.Device, target, ref present);
        Text(source.Place.Country, EventFields.Country, target, ref present);
        Text(source.Place.Region, EventFields.Region, target, ref present);
        Text(source.Place.City, EventFields.City, target, ref present);
        Text(source.Language, EventFields.Language, target, ref present);
        Text(source.BotReason, EventFields.BotReason, target, ref present);
        Text(source.Library, EventFields.Library, target, ref present);
    }

    private static void EncodeNumbers(Event source, ByteWriter target, ref EventFields present)
    {
        Number(source.ScreenWidth, EventFields.ScreenWidth, target, ref present);
        Number(source.ScreenHeight, EventFields.ScreenHeight, target, ref present);
        Number(source.EngagementMs, EventFields.EngagementMs, target, ref present);
        Number(source.ScrollDepth, EventFields.ScrollDepth, target, ref present);
        Number(source.DurationMs, EventFields.DurationMs, target, ref present);
        if (source.Revenue is not { } revenue) return;
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(revenue.Amount, parts);
        foreach (var part in parts) target.WriteInt32(part);
        target.WriteString(revenue.Currency);
        present |= EventFields.Revenue;
    }

    private static void EncodeMaps(Event source, ByteWriter target, ref EventFields present)
    {
        Map(source.Props, EventFields.Props, target, ref present);
        if (source.Numbers.Count > 0)
        {
            target.WriteVarint((uint)source.Numbers.Count);
            for (var i = 0; i < source.Numbers.Count; i++)
            {
                target.WriteString(source.Numbers[i].Key);
                target.WriteDouble(source.Numbers[i].Value);
            }

            present |= EventFields.Numbers;
        }

        Map(source.Groups, EventFields.Groups, target, ref present);
    }

    private static void Text(string? value, EventFields bit, ByteWriter target, ref EventFields present)
    {
        if (value is null) return;
        target.WriteString(value);
        present |= bit;
    }

    private static void Number(uint? value, EventFields bit, ByteWriter target, ref EventFields present)
    {
        if (value is not { } number) return;
        target.WriteVarint(number);
        present |= bit;
    }

    private static void Map(IReadOnlyList<KeyValuePair<string, string>> map, EventFields bit, ByteWriter target, ref EventFields present)
    {
        if (map.Count == 0) return;
        target.WriteVarint((uint)map.Count);
        for (var i = 0; i < map.Count; i++)
        {
            target.WriteString(map[i].Key);
            target.WriteString(map[i].Value);
        }

        present |= bit;
    }

    private static void DecodeOptional(ref ByteReader reader, EventFields present, Event decoded)
    {
        if (Has(present, EventFields.Visitor)) decoded.Visitor = new VisitorId(reader.ReadUInt64());
        decoded.ClientVisitor = Text(ref reader, present, EventFields.ClientVisitor);
        decoded.Session = Text(ref reader, present, EventFields.Session);
        decoded.User = Text(ref reader, present, EventFields.User);
        decoded.Hostname = Text(ref reader, present, EventFields.Hostname);
        decoded.Path = Text(ref reader, present, EventFields.Path);
        decoded.UrlQuery = Text(ref reader, present, EventFields.UrlQuery);
        decoded.Title = Text(ref reader, present, EventFields.Title);
        decoded.Referrer = Text(ref reader, present, EventFields.Referrer);
        decoded.Acquisition = DecodeAcquisition(ref reader, present);
        decoded.Client = DecodeClient(ref reader, present);
        decoded.Place = DecodePlace(ref reader, present);
        decoded.Language = Text(ref reader, present, EventFields.Language);
        decoded.BotReason = Text(ref reader, present, EventFields.BotReason);
        decoded.Library = Text(ref reader, present, EventFields.Library);
        decoded.ScreenWidth = (ushort?)Number(ref reader, present, EventFields.ScreenWidth, ushort.MaxValue);
        decoded.ScreenHeight = (ushort?)Number(ref reader, present, EventFields.ScreenHeight, ushort.MaxValue);
        decoded.EngagementMs = Number(ref reader, present, EventFields.EngagementMs, uint.MaxValue);
        decoded.ScrollDepth = (byte?)Number(ref reader, present, EventFields.ScrollDepth, byte.MaxValue);
        decoded.DurationMs = Number(ref reader, present, EventFields.DurationMs, uint.MaxValue);
        if (Has(present, EventFields.Revenue)) decoded.Revenue = DecodeRevenue(ref reader);
        if (Has(present, EventFields.Props)) decoded.Props = DecodeMap(ref reader);
        if (Has(present, EventFields.Numbers)) decoded.Numbers = DecodeNumbers(ref reader);
        if (Has(present, EventFields.Groups)) decoded.Groups = DecodeMap(ref reader);
        decoded.Interactive = Has(present, EventFields.Interactive);
        decoded.OptedOut = Has(present, EventFields.OptedOut);
        decoded.Demo = Has(present, EventFields.Demo);
        if (Has(present, EventFields.FirstTouch)) decoded.FirstTouch = FirstTouchCodec.Decode(ref reader);
    }

    private static Acquisition DecodeAcquisition(ref ByteReader reader, EventFields present)
    {
        if ((present & EventFields.AnyAcquisition) == 0) return Acquisition.Direct;
        // Initialisers run in the order they are written, which is the order of the bytes.
        return new Acquisition
        {
            Source = Text(ref reader, present, EventFields.Source),
            Referrer = Text(ref reader, present, EventFields.VisitReferrer),
            Channel = Text(ref reader, present, EventFields.Channel) ?? Acquisition.Direct.Channel,
            UtmSource = Text(ref reader, present, EventFields.UtmSource),
            UtmMedium = Text(ref reader, present, EventFields.UtmMedium),
            UtmCampaign = Text(ref reader, present, EventFields.UtmCampaign),
            UtmContent = Text(ref reader, present, EventFields.UtmContent),
            UtmTerm = Text(ref reader, present, EventFields.UtmTerm),
            ClickId = Text(ref reader, present, EventFields.ClickId),
        };
    }

    private static Client DecodeClient(ref ByteReader reader, EventFields present) => (present & EventFields.AnyClient) == 0
        ? Client.Unknown
        : new Client(
            Text(ref reader, present, EventFields.Browser),
            Text(ref reader, present, EventFields.BrowserVersion),
            Text(ref reader, present, EventFields.Os),
            Text(ref reader, present, EventFields.OsVersion),
            Text(ref reader, present, EventFields.Device));

    private static Place DecodePlace(ref ByteReader reader, EventFields present) => (present & EventFields.AnyPlace) == 0
        ? Place.Unknown
        : new Place(
            Text(ref reader, present, EventFields.Country),
            Text(ref reader, present, EventFields.Region),
            Text(ref reader, present, EventFields.City));

    private static Revenue DecodeRevenue(ref ByteReader reader)
    {
        var (low, middle, high, flags) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var scale = (flags >> 16) & 0xFF;
        if ((flags & 0x7F00_FFFF) != 0 || scale > 28) throw new EventFormatException("An amount is not a decimal.");
        return new Revenue(new decimal(low, middle, high, flags < 0, (byte)scale), reader.ReadString());
    }

    private static KeyValuePair<string, string>[] DecodeMap(ref ByteReader reader)
    {
        var map = new KeyValuePair<string, string>[reader.ReadCount(2)];
        for (var i = 0; i < map.Length; i++) map[i] = new(reader.ReadString(), reader.ReadString());
        return map;
    }

    private static KeyValuePair<string, double>[] DecodeNumbers(ref ByteReader reader)
    {
        var map = new KeyValuePair<string, double>[reader.ReadCount(9)];
        for (var i = 0; i < map.Length; i++) map[i] = new(reader.ReadString(), reader.ReadDouble());
        return map;
    }

    private static string? Text(ref ByteReader reader, EventFields present, EventFields bit) => Has(present, bit) ? reader.ReadString() : null;

    private static uint? Number(ref ByteReader reader, EventFields present, EventFields bit, uint max) => Has(present, bit) ? reader.ReadVarint(max) : null;

    private static bool Has(EventFields present, EventFields bit) => (present & bit) != 0;

    private static DateTime ReadTime(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
        ? new DateTime(ticks, DateTimeKind.Utc)
        : throw new EventFormatException("A time is out of range.");
}
