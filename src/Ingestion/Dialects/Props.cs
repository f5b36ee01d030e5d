using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects;

/// <summary>
/// Puts other products' props into drafts as the native reader does, but never refuses: beyond the limits of number and depth they are left out. Names that are reserved,
/// and those that tell who a person is, never become props.
/// </summary>
internal sealed class Props(IngestionLimits limits)
{
    /// <summary>Compared without case, dollar and underscores.</summary>
    private static readonly FrozenSet<string> Personal = FrozenSet.ToFrozenSet(
        ["ip", "ipaddress", "email", "emailaddress", "mail", "phone", "phonenumber", "mobile", "useragent", "rawuseragent"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Personal where an object describes a person; elsewhere they may be of anything.</summary>
    private static readonly FrozenSet<string> PersonalTraits = FrozenSet.ToFrozenSet(
        [.. Personal, "name", "firstname", "lastname", "middlename", "fullname", "username", "displayname", "nickname", "avatar", "picture", "birthday", "birthdate", "dateofbirth",
            "address", "street", "postalcode", "zip", "zipcode", "gender", "latitude", "longitude", "lat", "lng"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Puts every member of an object; of anything else nothing.</summary>
    /// <param name="except">Members that the adapter has taken itself, or that mean nothing here.</param>
    public void PutAll(Draft draft, JsonElement? members, Func<string, bool>? except = null)
    {
        if (members is not { ValueKind: JsonValueKind.Object } known) return;
        foreach (var member in known.EnumerateObject())
        {
            if (except?.Invoke(member.Name) != true) Put(draft, member.Name, member.Value);
        }
    }

    /// <summary>Puts what is said of a person, below a name: nothing of it that tells who that is.</summary>
    public void PutTraits(Draft draft, string name, JsonElement? traits)
    {
        if (traits is not { ValueKind: JsonValueKind.Object } known) return;
        foreach (var trait in known.EnumerateObject()) PutTrait(draft, name, trait.Name, trait.Value);
    }

    /// <summary>One of these.</summary>
    public void PutTrait(Draft draft, string name, string trait, JsonElement value)
    {
        if (!PersonalTraits.Contains(Bare(trait))) Put(draft, $"{name}.{trait}", value);
    }

    public void PutTrait(Draft draft, string name, string trait, string value)
    {
        if (!PersonalTraits.Contains(Bare(trait))) Put(draft, $"{name}.{trait}", value);
    }

    /// <summary>A text that is a number, or a text that is none.</summary>
    public void PutNumber(Draft draft, string name, string value) =>
        Set(draft, name, JsonText.Cut(value, limits.ValueLength * 2), double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null);

    /// <summary>Puts one value; objects become several.</summary>
    public void Put(Draft draft, string name, JsonElement value) => Put(draft, JsonText.Cut(name, limits.PropNameLength * 2), value, depth: 1);

    public void Put(Draft draft, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) Set(draft, name, JsonText.Cut(value, limits.ValueLength * 2), null);
    }

    private void Put(Draft draft, string name, JsonElement value, int depth)
    {
        if (depth == 1 && (name.Length == 0 || EventFieldNames.IsReservedInProps(Encoding.UTF8.GetBytes(name)))) return;
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                Set(draft, name, JsonText.Cut(value.GetString()!, limits.ValueLength * 2), null);
                break;
            case JsonValueKind.Number:
                Set(draft, name, JsonText.Cut(value.GetRawText(), limits.ValueLength * 2), value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null);
                break;
            case JsonValueKind.True:
                Set(draft, name, "true", 1);
                break;
            case JsonValueKind.False:
                Set(draft, name, "false", 0);
                break;
            case JsonValueKind.Array:
                Set(draft, name, ArrayOf(value), null);
                break;
            case JsonValueKind.Object when depth < limits.PropDepth:
                foreach (var member in value.EnumerateObject()) Put(draft, $"{name}.{JsonText.Cut(member.Name, limits.PropNameLength)}", member.Value, depth + 1);
                break;
        }
    }

    private void Set(Draft draft, string name, string value, double? number)
    {
        if (Personal.Contains(Bare(name[(name.LastIndexOf('.') + 1)..]))) return;
        if (draft.Props is null || draft.Props.Count < limits.PropsOfEvent || draft.Props.Exists(pair => pair.Key == name)) draft.SetProp(name, value, number);
    }

    private string ArrayOf(JsonElement array)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(array), new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        return ArrayText.Read(ref reader, limits.ValueLength * 2);
    }

    private static string Bare(string name) => name.TrimStart('$').Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
