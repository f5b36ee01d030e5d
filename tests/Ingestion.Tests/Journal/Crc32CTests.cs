using System.Text;
using Footfall.Ingestion.Journal.Segments;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

public sealed class Crc32CTests
{
    /// <summary>RFC 3720, appendix B.4; the RFC prints the bytes as they are sent, lowest first.</summary>
    [Fact]
    public void TheVectorsOfRfc3720ComeOut()
    {
        Assert.Equal(0x8A9136AAu, Crc32C.Compute(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Compute([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Crc32C.Compute([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0x113FDB5Cu, Crc32C.Compute([.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))]));
        byte[] read =
        [
            0x01, 0xC0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x14, 0, 0, 0, 0, 0, 0x04, 0, 0, 0, 0, 0x14, 0, 0, 0, 0x18,
            0x28, 0, 0, 0, 0, 0, 0, 0, 0x02, 0, 0, 0, 0, 0, 0, 0,
        ];
        Assert.Equal(0xD9963A56u, Crc32C.Compute(read));
    }

    [Fact]
    public void TheCheckValueComesOutAtEveryAlignment()
    {
        Assert.Equal(0xE3069283u, Crc32C.Compute("123456789"u8));
        var text = Encoding.ASCII.GetBytes("a text whose length is no multiple of eight");
        var whole = Crc32C.Compute(text);
        for (var cut = 0; cut <= text.Length; cut++)
            Assert.Equal(whole, ~Crc32C.Continue(Crc32C.Continue(0xFFFF_FFFF, text.AsSpan(0, cut)), text.AsSpan(cut)));
    }
}
