using System.IO.Compression;

namespace Footfall.Cli.Import;

/// <summary>Opens what is to be imported, unpacking <c>.gz</c> on the way.</summary>
internal static class ImportFile
{
    /// <exception cref="CommandException">It is not there or may not be read.</exception>
    public static Stream Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16, useAsync: true);
            return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be read: {failure.Message}", failure);
        }
    }
}
