using System.Buffers.Binary;
using Footfall.Sealing.Envelopes;
using Xunit;

namespace Footfall.Sealing.Tests.Envelopes;

public sealed class MessageTests
{
    [Theory]
    [InlineData(0, 0), InlineData(1, 1), InlineData(5, 5), InlineData(9, 10), InlineData(100, 104), InlineData(1000, 1024), InlineData(1025, 1088), InlineData(65_000, 65_536)]
    public void LengthsAreRoundedUp(int length, int padded) => Assert.Equal(padded, Padme.Padded(length));

    [Fact]
    public void ABombIsRefused() => Assert.Null(Message.Unpack(Message.Pack(new byte[5000]), most: 4999));

    [Fact]
    public void TheLimitItselfIsAccepted() => Assert.Equal(5000, Message.Unpack(Message.Pack(new byte[5000]), most: 5000)!.Length);

    [Fact]
    public void OnlyOneFormOfPaddingIsAccepted()
    {
        var packed = Message.Pack([1, 2, 3, 4]);
        Assert.Equal(10, packed.Length);
        packed[9] = 1;
        Assert.Null(Message.Unpack(packed, 100));
        packed[9] = 0;
        Assert.NotNull(Message.Unpack(packed, 100));
        Assert.Null(Message.Unpack([.. packed, 0], 100));
        packed[0] = 2;
        Assert.Null(Message.Unpack(packed, 100));
    }

    [Fact]
    public void ALengthBeyondTheMessageIsRefused() => Assert.Null(Message.Unpack([0, 255, 255, 255, 255, 0, 0, 0, 0, 0], 100));

    [Fact]
    public void DeflatedDataThatEndEarlyAreRefused()
    {
        var body = Body(Message.Pack(Content));
        Assert.Equal(Content, Message.Unpack(Repacked(body), 10_000));
        for (var length = 0; length < body.Length; length++) Assert.Null(Message.Unpack(Repacked(body[..length]), 10_000));
    }

    [Fact]
    public void DeflatedDataWithMoreBehindThemAreRefused()
    {
        var body = Body(Message.Pack(Content));
        Assert.Null(Message.Unpack(Repacked([.. body, 0]), 10_000));
        Assert.Null(Message.Unpack(Repacked([.. body, .. body]), 10_000));
    }

    private static byte[] Content { get; } = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * i % 97))];

    private static byte[] Body(byte[] packed) => packed.AsSpan(5, BinaryPrimitives.ReadInt32BigEndian(packed.AsSpan(1))).ToArray();

    private static byte[] Repacked(byte[] body)
    {
        var packed = new byte[Padme.Padded(5 + body.Length)];
        packed[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(packed.AsSpan(1), body.Length);
        body.CopyTo(packed, 5);
        return packed;
    }
}
