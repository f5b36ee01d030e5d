using System.Text.Json;
using Footfall.Sealing.Hpke;
using Xunit;

namespace Footfall.Sealing.Tests.Hpke;

public sealed class PublishedVectorTests
{
    private readonly JsonElement _vector = Vectors.Read("hpke.json");

    [Fact]
    public void TheSenderMakesThePublishedBytes()
    {
        using var ephemeral = HpkeKey.FromPrivate(_vector.Hex("ephemeralPrivate"));
        using var recipient = HpkeKey.FromPublic(_vector.Hex("recipientPublic"));
        using var sender = new HpkeSender(ephemeral, recipient, _vector.Hex("info"));
        Assert.Equal(_vector.Hex("enc"), sender.Enc);
        foreach (var message in _vector.GetProperty("messages").EnumerateArray())
        {
            while (sender.Sequence < message.GetProperty("sequence").GetUInt32()) sender.Seal([], []);
            Assert.Equal(message.Hex("ciphertext"), sender.Seal(message.Hex("aad"), message.Hex("plaintext")));
        }
    }

    [Fact]
    public void TheRecipientOpensThePublishedBytesInAnyOrder()
    {
        using var key = HpkeKey.FromPrivate(_vector.Hex("recipientPrivate"));
        Assert.Equal(_vector.Hex("recipientPublic"), key.Public);
        using var recipient = HpkeRecipient.Begin(key, _vector.Hex("enc"), _vector.Hex("info"))!;
        foreach (var message in _vector.GetProperty("messages").EnumerateArray().Reverse())
            Assert.Equal(message.Hex("plaintext"), recipient.Open(message.GetProperty("sequence").GetUInt32(), message.Hex("aad"), message.Hex("ciphertext")));
    }

    [Fact]
    public void APointThatIsNotOnTheCurveIsRefused()
    {
        using var key = HpkeKey.FromPrivate(_vector.Hex("recipientPrivate"));
        var beside = _vector.Hex("enc");
        beside[64] ^= 1;
        byte[] origin = [4, .. new byte[64]];
        Assert.Null(HpkeRecipient.Begin(key, beside, []));
        Assert.Null(HpkeRecipient.Begin(key, origin, []));
        Assert.Null(HpkeRecipient.Begin(key, [0], []));
        Assert.Null(HpkeRecipient.Begin(key, _vector.Hex("enc").AsSpan(0, 64), []));
    }
}
