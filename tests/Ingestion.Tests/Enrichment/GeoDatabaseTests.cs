using System.Net;
using Footfall.Events;
using Footfall.Ingestion.Enrichment;
using Xunit;

namespace Footfall.Ingestion.Tests.Enrichment;

public sealed class GeoDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("footfall-geo-").FullName;

    private static Dictionary<string, object> Record(string country, string? region, string city) => new()
    {
        ["continent"] = new Dictionary<string, object> { ["code"] = "NA" },
        ["country"] = new Dictionary<string, object> { ["iso_code"] = country, ["names"] = new Dictionary<string, object> { ["en"] = "Somewhere" } },
        ["subdivisions"] = region is null ? Array.Empty<object>() : new object[] { new Dictionary<string, object> { ["iso_code"] = region } },
        ["city"] = new Dictionary<string, object> { ["names"] = new Dictionary<string, object> { ["de"] = "Anderswo", ["en"] = city } },
    };

    [Theory]
    [InlineData("8.8.8.8", "US")]
    [InlineData("193.99.144.80", "DE")]
    [InlineData("::ffff:193.99.144.80", "DE")]
    [InlineData("2600::", "US")]
    [InlineData("2a02:2e0:3fe:1001:302::", "DE")]
    public void TheShippedDatabaseKnowsCountries(string address, string country)
    {
        using var database = GeoDatabase.Open(null);
        Assert.Equal(country, database.Find(IPAddress.Parse(address)).Country);
    }

    [Fact]
    public void TheShippedDatabaseKnowsRegionsAndCities()
    {
        using var database = GeoDatabase.Open(" ");
        Assert.True(database.IsPresent);
        var place = database.Find(IPAddress.Parse("8.8.8.8"));
        Assert.Equal(("California", "Mountain View"), (place.Region, place.City));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.20.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.1.1")]
    [InlineData("203.0.113.9")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("2001:db8::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    public void ReservedAddressesHaveNoPlace(string address)
    {
        using var database = Open(new MmdbWriter(24, 6).Add("0.0.0.0/1", Record("US", "CA", "X")).Add("8000::/1", Record("US", "CA", "X")));
        Assert.Same(Place.Unknown, database.Find(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData(24, 4)]
    [InlineData(28, 4)]
    [InlineData(32, 4)]
    [InlineData(24, 6)]
    [InlineData(28, 6)]
    [InlineData(32, 6)]
    public void AnOwnersDatabaseIsReadInEveryRecordSize(int recordSize, int ipVersion)
    {
        var writer = new MmdbWriter(recordSize, ipVersion).Add("1.2.0.0/16", Record("US", "CA", "Springfield")).Add("1.3.0.0/20", Record("DE", null, "Köln"));
        if (ipVersion == 6) writer.Add("2600::/24", Record("FR", "IDF", "Paris"));
        using var database = Open(writer);
        Assert.Equal(new Place("US", "US-CA", "Springfield"), database.Find(IPAddress.Parse("1.2.3.4")));
        Assert.Equal(new Place("DE", null, "Köln"), database.Find(IPAddress.Parse("1.3.0.1")));
        Assert.Same(Place.Unknown, database.Find(IPAddress.Parse("1.3.255.1")));
        Assert.Same(Place.Unknown, database.Find(IPAddress.Parse("9.9.9.9")));
        Assert.Equal(ipVersion == 6 ? "FR" : null, database.Find(IPAddress.Parse("2600:1::1")).Country);
    }

    [Fact]
    public void FlatRecordsAreReadToo()
    {
        var record = new Dictionary<string, object> { ["city"] = "Perth", ["country_code"] = "au", ["state1"] = "Western Australia", ["state2"] = "" };
        using var database = Open(new MmdbWriter(24, 4).Add("1.0.0.0/8", record));
        Assert.Equal(new Place("AU", "Western Australia", "Perth"), database.Find(IPAddress.Parse("1.1.1.1")));
    }

    [Fact]
    public void AMissingFileIsNamedWithItsRemedy()
    {
        var failure = Assert.Throws<FileNotFoundException>(() => GeoDatabase.Open(Path.Combine(_folder, "none.mmdb")));
        Assert.Contains("FOOTFALL_GEO_DATABASE", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AForeignAnEmptyAndATruncatedFileAreRefused()
    {
        var sound = new MmdbWriter(24, 4).Add("1.0.0.0/8", Record("US", "CA", "X")).ToBytes();
        foreach (var bytes in new[] { [], "not a database"u8.ToArray(), sound[..^60], sound[..(sound.Length / 2)], sound[^120..], new MmdbWriter(24, 4).ToBytes(formatVersion: 3) })
        {
            var failure = Assert.Throws<InvalidDataException>(() => GeoDatabase.Open(Write(bytes)));
            Assert.Contains(_folder, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void DamagedRecordsFindNothingAndAreCounted()
    {
        var writer = new MmdbWriter(24, 4);
        // A pointer to itself, a pointer to a pointer, a map that claims sixteen million entries, a text longer than the file.
        var self = writer.Raw(0x20, 0x00);
        var chain = writer.Raw(0x20, (byte)self);
        var map = writer.Raw(0xff, 0xff, 0xff, 0xff);
        var text = writer.Raw(0xe1, 0x5f, 0xff, 0xff, 0xff);
        writer.AddAt("1.0.0.0/8", self).AddAt("2.0.0.0/8", chain).AddAt("3.0.0.0/8", map).AddAt("4.0.0.0/8", text).AddAt("5.0.0.0/8", 1_000_000);
        using var database = Open(writer);
        foreach (var address in new[] { "1.1.1.1", "2.1.1.1", "3.1.1.1", "4.1.1.1", "5.1.1.1" })
            Assert.Same(Place.Unknown, database.Find(IPAddress.Parse(address)));
        Assert.Equal(5, database.Damaged);
    }

    [Fact]
    public void NoMutationCrashesOrHangs()
    {
        var random = new Random(2);
        var sound = new MmdbWriter(28, 6).Add("1.2.0.0/16", Record("US", "CA", "Springfield")).Add("2600::/12", Record("FR", "IDF", "Paris")).ToBytes();
        for (var round = 0; round < 2000; round++)
        {
            var bytes = (byte[])sound.Clone();
            for (var change = random.Next(1, 8); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) bytes = bytes[random.Next(bytes.Length)..];
            try
            {
                using var database = GeoDatabase.Open(Write(bytes));
                Assert.NotNull(database.Find(IPAddress.Parse("1.2.3.4")));
                Assert.NotNull(database.Find(IPAddress.Parse("2600::1")));
                Assert.NotNull(database.Find(new IPAddress(random.Next())));
            }
            catch (InvalidDataException refused)
            {
                Assert.Contains(_folder, refused.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void AFindOfAKnownRecordAllocatesNextToNothing()
    {
        using var database = GeoDatabase.Open(null);
        var address = IPAddress.Parse("193.99.144.80");
        database.Find(address);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) database.Find(address);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100);
    }

    [Fact]
    public void AfterDisposalNothingIsRead()
    {
        var database = Open(new MmdbWriter(24, 4).Add("1.0.0.0/8", Record("US", "CA", "X")));
        database.Dispose();
        Assert.Throws<ObjectDisposedException>(() => database.Find(IPAddress.Parse("1.1.1.1")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private GeoDatabase Open(MmdbWriter writer) => GeoDatabase.Open(Write(writer.ToBytes()));

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.mmdb");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
