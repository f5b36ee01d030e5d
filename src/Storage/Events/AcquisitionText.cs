using Footfall.Events;

namespace Footfall.Storage.Events;

/// <summary>
/// An acquisition as one text, for the columns <c>own_acquisition</c> and <c>first_touch</c>: the nine fields with U+001F between them, an absent one empty.
/// It is read by this program only, when visits are made anew.
/// </summary>
internal static class AcquisitionText
{
    private const char Separator = '\u001F';

    /// <summary>Null for <see cref="Acquisition.Direct"/>.</summary>
    public static string? Pack(Acquisition own) => own == Acquisition.Direct ? null : Join(own);

    /// <summary>Never null: what an attached event says tells it from the first event of its visit.</summary>
    public static string PackAttached(Acquisition own) => Join(own);

    /// <summary>Null for null only: a first touch that was direct is known to have been.</summary>
    public static string? PackFirstTouch(Acquisition? first) => first is null ? null : Join(first);

    public static Acquisition? UnpackFirstTouch(string? packed) => packed is null ? null : Unpack(packed);

    public static Acquisition Unpack(string? packed)
    {
        if (packed is null)
            return Acquisition.Direct;
        var fields = packed.Split(Separator);
        if (fields.Length != 9)
            throw new InvalidDataException($"An acquisition has {fields.Length} fields instead of 9; restore the event store from a backup.");
        return new Acquisition
        {
            Source = Field(0),
            Referrer = Field(1),
            Channel = fields[2],
            UtmSource = Field(3),
            UtmMedium = Field(4),
            UtmCampaign = Field(5),
            UtmContent = Field(6),
            UtmTerm = Field(7),
            ClickId = Field(8),
        };

        string? Field(int index) => fields[index].Length == 0 ? null : fields[index];
    }

    /// <summary>Characters of all fields together.</summary>
    public static int Length(Acquisition? acquisition) => acquisition is null ? 0
        : Length(acquisition.Source) + Length(acquisition.Referrer) + acquisition.Channel.Length + Length(acquisition.UtmSource) + Length(acquisition.UtmMedium)
            + Length(acquisition.UtmCampaign) + Length(acquisition.UtmContent) + Length(acquisition.UtmTerm) + Length(acquisition.ClickId);

    public static int Length(string? text) => text?.Length ?? 0;

    private static string Join(Acquisition acquisition) => string.Join(Separator, Fields(acquisition).Select(field => field?.Replace(Separator, ' ')));

    private static string?[] Fields(Acquisition own) =>
        [own.Source, own.Referrer, own.Channel, own.UtmSource, own.UtmMedium, own.UtmCampaign, own.UtmContent, own.UtmTerm, own.ClickId];
}
