using Footfall.Client.Sending;

namespace Footfall.Client.Routes;

/// <summary>Where the server's word for the key outlives the process. It is public, and checked again each time.</summary>
internal sealed class StatementFile(string folder)
{
    private const int MostBytes = 8192;
    private readonly string _path = Path.Combine(folder, "statement.json");

    /// <summary>Empty where there is none, or none that can be read.</summary>
    public byte[] Read()
    {
        try
        {
            return File.Exists(_path) && new FileInfo(_path).Length <= MostBytes ? File.ReadAllBytes(_path) : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return []; // The server says it again.
        }
    }

    /// <summary>False: the next start asks the server, as it would without the file.</summary>
    public bool Write(ReadOnlySpan<byte> text)
    {
        try
        {
            PrivateFiles.Write(folder, _path + ".new", text);
            File.Move(_path + ".new", _path, overwrite: true);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }
}
