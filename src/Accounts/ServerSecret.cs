using System.Security.Cryptography;
using System.Text;

namespace Footfall.Accounts;

/// <summary>32 random bytes in <c>keys/server.key</c>, readable by the server's user only. Keys for single purposes are derived from it;
/// so far that is one, the salts that sign-in makes up for unknown addresses (<see cref="Sessions.LoginKeys"/>).</summary>
public sealed class ServerSecret
{
    private readonly byte[] secret;

    private ServerSecret(byte[] secret) => this.secret = secret;

    /// <summary>Reads the secret, or makes it at the first start.</summary>
    public static ServerSecret Open(string dataDirectory)
    {
        var directory = Path.Combine(dataDirectory, "keys");
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "server.key");
        if (!File.Exists(path)) Write(path, RandomNumberGenerator.GetBytes(32));
        var secret = File.ReadAllBytes(path);
        return secret.Length == 32 ? new ServerSecret(secret) : throw new InvalidDataException($"{path} should hold 32 bytes. Restore it from a backup, or delete it to have a new one made: nothing is lost with it.");
    }

    /// <summary>HMAC-SHA256 of the text under a key for this purpose.</summary>
    public byte[] Mac(string purpose, string text) =>
        HMACSHA256.HashData(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(purpose)), Encoding.UTF8.GetBytes(text));

    private static void Write(string path, byte[] bytes)
    {
        var half = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(half, options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, path);
    }
}
