using System.Net;
using System.Security.Cryptography;
using System.Text;
using Footfall.Events;
using Xunit;

namespace Footfall.Privacy.Tests;

public class VisitorHashTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly Salt SaltOfTheDay = new(new DateOnly(2026, 11, 22), Key, 0);

    [Fact]
    public void TheAnonymousHashIsTheFirst64BitsOfAnHmacOverLengthPrefixedFields()
    {
        byte[] message =
        [
            4, 0, 0, 0, 7, 0, 0, 0,
            4, 0, 0, 0, 203, 0, 113, 9,
            4, 0, 0, 0, .. "Mózi"u8[..4],
        ];
        var expected = BitConverter.ToUInt64(HMACSHA256.HashData(Key, message));

        Assert.Equal(expected, VisitorHash.Anonymous(SaltOfTheDay, new ProjectNumber(7), IPAddress.Parse("203.0.113.9"), "Móz").Value);
    }

    [Fact]
    public void FieldsCannotRunIntoEachOther()
    {
        var one = VisitorHash.Anonymous(SaltOfTheDay, new ProjectNumber(1), null, "ab");
        var two = VisitorHash.Anonymous(SaltOfTheDay, new ProjectNumber(1), IPAddress.Parse("97.98.0.0"), "");

        Assert.NotEqual(one, two);
    }

    [Fact]
    public void ALongUserAgentIsCutNotRefused()
    {
        var one = VisitorHash.Anonymous(SaltOfTheDay, new ProjectNumber(1), IPAddress.IPv6Loopback, new string('\u20ac', 512));
        var two = VisitorHash.Anonymous(SaltOfTheDay, new ProjectNumber(1), IPAddress.IPv6Loopback, new string('\u20ac', 5000));

        Assert.Equal(one, two);
    }

    [Fact]
    public void AClientsIdIsTheSameEveryDayButNotInEveryProject()
    {
        byte[] message = [4, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, .. Encoding.UTF8.GetBytes("abc")];

        Assert.Equal(BitConverter.ToUInt64(SHA256.HashData(message)), VisitorHash.OfClient(new ProjectNumber(1), "abc").Value);
        Assert.NotEqual(VisitorHash.OfClient(new ProjectNumber(1), "abc"), VisitorHash.OfClient(new ProjectNumber(2), "abc"));
    }
}
