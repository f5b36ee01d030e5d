using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Footfall.Events;
using Footfall.Storage.Sealed;
using Microsoft.AspNetCore.Http;

namespace Footfall.Query.Sealed;

/// <summary>
/// Envelopes as bytes, numbers big-endian: length of what follows u32, number u64, hours since 1970 u32, epoch 8, length of the note u16, note, envelope; then
/// the next one. Nothing at all: there are no more. Its tag is of the envelopes in it, so that who kept a page learns by <c>304</c> that all of it is still there.
/// </summary>
internal sealed class EnvelopeStream(IReadOnlyList<StoredEnvelope> page) : IResult
{
    private const int HeadBytes = 4 + 8 + 4 + EpochId.Bytes + 2;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var tag = Tag();
        response.Headers.ETag = tag;
        if (httpContext.Request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/octet-stream";
        response.Headers.CacheControl = "no-store";
        response.ContentLength = page.Sum(stored => HeadBytes + (long)stored.Envelope.Note.Length + stored.Envelope.Bytes.Length);
        foreach (var stored in page) Write(response.BodyWriter, stored);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private string Tag()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var stored in page) hash.AppendData(stored.Envelope.Id.ToBytes());
        return $"\"{Base64Url.EncodeToString(hash.GetHashAndReset())}\"";
    }

    private static void Write(IBufferWriter<byte> target, StoredEnvelope stored)
    {
        var envelope = stored.Envelope;
        var head = target.GetSpan(HeadBytes);
        BinaryPrimitives.WriteUInt32BigEndian(head, (uint)(HeadBytes - 4 + envelope.Note.Length + envelope.Bytes.Length));
        BinaryPrimitives.WriteUInt64BigEndian(head[4..], (ulong)stored.Number);
        BinaryPrimitives.WriteUInt32BigEndian(head[12..], (uint)((envelope.Hour - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerHour));
        envelope.Epoch.WriteTo(head[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(head[(16 + EpochId.Bytes)..], (ushort)envelope.Note.Length);
        target.Advance(HeadBytes);
        target.Write(envelope.Note.Span);
        target.Write(envelope.Bytes.Span);
    }
}
