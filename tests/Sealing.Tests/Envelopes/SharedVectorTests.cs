using System.Text.Json;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Hpke;
using Xunit;

namespace Footfall.Sealing.Tests.Envelopes;

/// <summary>schema/vectors/sealing.json, which the TypeScript twin reads as well.</summary>
public sealed class SharedVectorTests
{
    private readonly JsonElement _vectors = Vectors.Read("sealing.json");

    [Theory]
    [InlineData("C#"), InlineData("TypeScript")]
    public void TheEnvelopesOfBothLanguagesAreOpened(string writer)
    {
        using var key = HpkeKey.FromPrivate(_vectors.Hex("epochPrivate"));
        using var opener = new EnvelopeOpener(key, _vectors.Hex("project"), _vectors.Hex("epoch"));
        var written = _vectors.GetProperty("envelopes").EnumerateArray().Where(envelope => envelope.GetProperty("writer").GetString() == writer).ToList();
        Assert.NotEmpty(written);
        foreach (var vector in written)
        {
            Assert.Equal(Refusal.None, Envelope.Read(vector.Hex("envelope"), out var envelope));
            Assert.Equal(Refusal.None, opener.Open(envelope!, out var content));
            Assert.Equal(vector.Hex("content"), content);
        }
    }
}
