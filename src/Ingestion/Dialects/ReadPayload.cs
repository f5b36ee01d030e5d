using System.Buffers.Text;
using System.Text;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Dialects;

/// <summary>
/// Reads bodies by what they are, since SDKs label them at random: Content-Encoding, else gzip by its first bytes, else what <c>?compression=</c> says, else a form with
/// <c>data=</c>, else JSON. A request without a body has its data in the query. Sizes are those of the native endpoints, after decompression too.
/// </summary>
internal sealed class ReadPayload(ReadBody bodies, BodyBudget budget, IngestionLimits limits)
{
    private static readonly Refusal NotJson = Refusal.Unreadable(null, "The body is no valid JSON, nor a form or a compressed body with JSON in it.", "Send JSON in UTF-8.");

    /// <summary>The body, or why it is refused.</summary>
    public async ValueTask<(Payload? Payload, Refusal? Refusal)> ReadAsync(HttpRequest request)
    {
        var (body, refusal) = await bodies.ReadAsync(request);
        if (body is null) return (null, refusal);
        using (body) return Read(body, request.Query["compression"].ToString(), request.QueryString.Value);
    }

    private (Payload? Payload, Refusal? Refusal) Read(PooledBody body, string compression, string? query)
    {
        var bytes = body.Span.StartsWith("\uFEFF"u8) ? body.Span[3..] : body.Span;
        bytes = bytes.Trim(" \t\r\n"u8);
        if (bytes.IsEmpty) return OfForm(FormFields.Parse(query), compression, isQuery: true);
        if (bytes[0] is (byte)'{' or (byte)'[') return OfJson(bytes.ToArray(), Payload.NoForm);
        var text = Encoding.UTF8.GetString(bytes);
        if (compression.Length > 0 && !text.Contains('=', StringComparison.Ordinal) && Unpacked(text, compression) is { } unpacked) return OfJson(unpacked, Payload.NoForm);
        return text.Contains('=', StringComparison.Ordinal) ? OfForm(FormFields.Parse(text), compression, isQuery: false) : OfPacked(text, compression, Payload.NoForm);
    }

    private (Payload? Payload, Refusal? Refusal) OfForm(Dictionary<string, string> form, string compression, bool isQuery)
    {
        var kept = isQuery ? Payload.NoForm : form;
        if (!form.TryGetValue("data", out var data) || data.Length == 0) return (new Payload(null, kept), null);
        return OfPacked(data, compression.Length > 0 ? compression : form.GetValueOrDefault("compression", ""), kept);
    }

    private (Payload? Payload, Refusal? Refusal) OfPacked(string data, string compression, IReadOnlyDictionary<string, string> form)
    {
        var text = data.AsSpan().Trim();
        if (text.StartsWith("{") || text.StartsWith("[")) return OfJson(Encoding.UTF8.GetBytes(data), form);
        return Unpacked(data, compression) is { } unpacked ? OfJson(unpacked, form) : (null, NotJson);
    }

    /// <summary>Null where it is not packed as it says, or too large.</summary>
    private byte[]? Unpacked(string text, string compression)
    {
        if (compression == "lz64") return LzText.Unpack(text, limits.BodyBytes) is { } json ? Encoding.UTF8.GetBytes(json) : null;
        var packed = text.Replace(' ', '+').Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(packed.Length + 4)];
        if (!Convert.TryFromBase64String(packed.PadRight((packed.Length + 3) / 4 * 4, '='), bytes, out var length)) return null;
        if (bytes is not [0x1F, 0x8B, ..]) return bytes[..length];
        using var whole = new PooledBody(budget);
        if (!whole.TryAppend(bytes.AsSpan(0, length))) return null;
        var (inflated, _) = Unpack.Body(whole, null, limits.BodyBytes, budget);
        using (inflated) return inflated?.Span.ToArray();
    }

    private static (Payload? Payload, Refusal? Refusal) OfJson(byte[] utf8, IReadOnlyDictionary<string, string> form) =>
        MendedJson.TryParse(utf8, out var root) ? (new Payload(root, form), null) : (null, NotJson);
}
