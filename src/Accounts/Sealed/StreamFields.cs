using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Footfall.Sealing.Signatures;
using Footfall.Sealing.Streams;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Sealed;

/// <summary>Reads an item that is offered to a stream: its shape, and that it is what its entry says. The chain says whether it may stand.</summary>
internal static class StreamFields
{
    /// <summary>Of one item.</summary>
    public const int MostBytes = 64 * 1024;

    public const int MostBody = MostBytes * 3 / 2;

    private const int LongestEntry = 1024;

    /// <summary>Null and the item, or the answer that says what is wrong with it.</summary>
    /// <param name="caller">The agent that sends it: nobody hands in what another one has signed.</param>
    public static IResult? Read(PutStreamItem request, Guid project, string stream, Guid caller, out StreamItemRow item)
    {
        item = new StreamItemRow
        {
            ProjectId = project,
            Stream = stream,
            Entry = request.Entry ?? "",
            Signature = Binary.Read(request.Signature, SigningKey.SignatureBytes, SigningKey.SignatureBytes) ?? [],
            Wrapped = Binary.Read(request.Wrapped, Binary.LeastSealed, MostBytes) ?? [],
        };
        if (item.Entry.Length > LongestEntry || StreamEntry.Read(Encoding.UTF8.GetBytes(item.Entry)) is not { } entry)
            return Problems.Invalid("entry", "This is no entry of a stream.", "Write it as docs/formats/sealed.md says.");
        if (entry.Project != project || entry.Stream != stream) return Problems.Invalid("entry", "The entry is of another project or stream than the address.", "Send it where it belongs.");
        if (item.Signature is [] || entry.By != caller) return Problems.Invalid("signature", "The entry is not signed by the caller.", "Sign its bytes by the agent's signing key.");
        if (item.Wrapped is []) return Problems.Invalid("wrapped", $"This is no wrapped item of at most {MostBytes / 1024} KiB in base64url.", "Wrap it as docs/formats/sealed.md says.");
        if (Base64Url.EncodeToString(SHA256.HashData(item.Wrapped)) != entry.Hash) return Problems.Invalid("wrapped", "The item's hash is not the one in its entry.", "Send the bytes as they were hashed.");
        item.Sequence = entry.Sequence;
        return null;
    }
}
