using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Footfall.Sealing.Envelopes;
using Xunit;

namespace Footfall.Reliability.Tests.Running;

/// <summary>A sealed tracker that keeps to the protocol: what nobody acknowledged is sent again as the same bytes, or given up.</summary>
internal sealed class SealedSender : IDisposable
{
    private readonly Random random;
    private readonly EnvelopeSealer sealer;
    private readonly List<string> acknowledged = [];
    private byte[][]? unanswered;

    public SealedSender(PlantedProject project, int seed)
    {
        random = new Random(seed);
        sealer = new EnvelopeSealer(project.Key, project.Id.ToByteArray(bigEndian: true), project.Epoch.ToBytes());
    }

    /// <summary>Ids, in hexadecimal.</summary>
    public IReadOnlyList<string> Acknowledged => acknowledged;

    /// <summary>Sends until the server is gone, or refuses.</summary>
    public async Task SendUntilFailureAsync(HttpClient client)
    {
        while (await SendAsync(client) == HttpStatusCode.Accepted)
        {
        }
    }

    public void Dispose() => sealer.Dispose();

    private async Task<HttpStatusCode?> SendAsync(HttpClient client)
    {
        var envelopes = unanswered is { } again && random.Next(2) == 0 ? again : [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => sealer.Seal(RandomNumberGenerator.GetBytes(random.Next(20, 900))))];
        unanswered = envelopes;
        try
        {
            using var content = new ByteArrayContent(Body(envelopes));
            using var answer = await client.PostAsync("/collect/sealed", content, TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.Accepted) return answer.StatusCode;
            Assert.Contains($"\"accepted\":{envelopes.Length},", text, StringComparison.Ordinal);
            acknowledged.AddRange(envelopes.Select(envelope => Convert.ToHexString(SHA256.HashData(envelope.AsSpan(26)))));
            unanswered = null;
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static byte[] Body(byte[][] envelopes)
    {
        var body = new MemoryStream();
        var length = new byte[4];
        foreach (var envelope in envelopes)
        {
            BinaryPrimitives.WriteUInt32BigEndian(length, (uint)envelope.Length);
            body.Write(length);
            body.Write(envelope);
        }

        return body.ToArray();
    }
}
