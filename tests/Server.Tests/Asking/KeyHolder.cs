using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Sealing.Segments;
using Footfall.Sealing.Signatures;
using Footfall.Server.Tests.Accounts;
using Xunit;

namespace Footfall.Server.Tests.Asking;

/// <summary>A member of a project's vault, who compacts as a dashboard or an agent does.</summary>
internal sealed class KeyHolder(Person person, Organisation vault, SealedProject project)
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>As this member last saw it.</summary>
    public SegmentChain Chain { get; private set; } = new(project.Project.Id.Value, project.Epoch.Id.ToString(), vault.Log);

    public string PathOf(string what) => $"/api/v1/projects/{project.Project.Id}/{what}";

    public Task<JsonNode> GetAsync(string what) => person.GetAsync(PathOf(what));

    /// <summary>Describes the project's first envelopes, or only what is replaced.</summary>
    public async Task<SegmentDescription> DescribeAsync(int envelopes, params string[] replaces)
    {
        var ids = (await GetAsync("envelopes"))["items"]!.AsArray().Take(envelopes).Select(item => System.Buffers.Text.Base64Url.DecodeFromChars((string)item!["id"]!)).ToList();
        return new SegmentDescription
        {
            Form = "arrow",
            Schema = 1,
            Rows = 1,
            FirstHour = 1,
            LastHour = 1,
            Envelopes = envelopes,
            Consumed = envelopes == 0 ? "" : SegmentDescription.HashOf(ids),
            Replaces = replaces,
        };
    }

    public (SignedEntry Manifest, byte[] Bytes) Seal(SegmentDescription description) =>
        new SegmentWriter(person.Id, person.Keys.Signing, Clock).Seal(Chain, project.Key, description, "what only key holders read"u8);

    public SignedEntry Undo(string segment) => new SegmentWriter(person.Id, person.Keys.Signing, Clock).Undo(Chain, segment);

    /// <summary>Seals the first envelopes and puts the segment in their place.</summary>
    public async Task<(SignedEntry Manifest, byte[] Bytes)> CompactAsync(int envelopes)
    {
        var segment = Seal(await DescribeAsync(envelopes));
        var answer = await PutAsync(segment.Manifest, segment.Bytes);
        Assert.True(answer.Status == HttpStatusCode.NoContent, answer.Body);
        Take(segment.Manifest);
        return segment;
    }

    /// <summary>Goes on from an entry that the server has taken.</summary>
    public void Take(SignedEntry entry) => Assert.Equal(ChainRefusal.None, Chain.Append(entry));

    /// <summary>Reads all that the server has, as every reader does.</summary>
    public async Task<SegmentChain> ReloadAsync()
    {
        var manifests = (await GetAsync("segments"))["manifests"]!.AsArray();
        var entries = manifests.Select(m => new SignedEntry(Encoding.UTF8.GetString(Bytes(m!["manifest"])), Bytes(m["signature"])));
        Assert.Equal(ChainRefusal.None, SegmentChain.Read(project.Project.Id.Value, project.Epoch.Id.ToString(), vault.Log, entries, null, out var chain, out _));
        return Chain = chain!;
    }

    public Task<(HttpStatusCode Status, string Body)> PutAsync(SignedEntry manifest, byte[] file)
    {
        var last = Manifest.Read(Encoding.UTF8.GetBytes(manifest.Entry))?.Description?.Envelopes ?? 1;
        var head = JsonSerializer.SerializeToUtf8Bytes(new { manifest = Text(manifest), signature = Person.Text(manifest.Signature), first_seq = 1, last_seq = last });
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)head.Length);
        return SendAsync([.. length, .. head, .. file]);
    }

    public async Task<(HttpStatusCode Status, string Body)> SendAsync(byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await person.Browser.PostAsync(new Uri(PathOf("segments"), UriKind.Relative), content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(HttpStatusCode Status, string Body)> DeleteAsync(string segment, SignedEntry manifest)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(PathOf($"segments/{segment}"), UriKind.Relative))
        {
            Content = new StringContent(JsonSerializer.Serialize(new { manifest = Text(manifest), signature = Person.Text(manifest.Signature) }), Encoding.UTF8, "application/json"),
        };
        using var answer = await person.Browser.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string Text(SignedEntry manifest) => Person.Text(Encoding.UTF8.GetBytes(manifest.Entry));

    private static byte[] Bytes(JsonNode? text) => System.Buffers.Text.Base64Url.DecodeFromChars((string)text!);
}
