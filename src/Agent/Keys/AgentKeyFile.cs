using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Footfall.Sealing.Keys;

namespace Footfall.Agent.Keys;

/// <summary>The file that an agent's private keys lie in. Whoever reads it is the agent: it is its owner's alone to read, and never written over.</summary>
public static class AgentKeyFile
{
    private const int Version = 1;
    private const long MostBytes = 16 * 1024;
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <exception cref="AgentException">There is a file already, or it cannot be written.</exception>
    public static void Write(string path, AgentKey key)
    {
        byte[] sealing = key.Keys.Sealing.ExportPrivate(), signing = key.Keys.Signing.ExportPrivate();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersAlone;
        try
        {
            using var file = new FileStream(path, options);
            using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
            {
                json.WriteStartObject();
                json.WriteNumber("footfall_agent_key", Version);
                json.WriteString("name", key.Name);
                json.WriteString("hpke_private", Base64Url.EncodeToString(sealing));
                json.WriteString("sign_private", Base64Url.EncodeToString(signing));
                json.WriteEndObject();
            }

            file.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new AgentException($"{path} exists. Keys are never written over: name another file with --out, or move that one away.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AgentException($"The key file cannot be written: {error.Message}");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sealing);
            CryptographicOperations.ZeroMemory(signing);
        }
    }

    /// <exception cref="AgentException">It is no key file, or others may read it.</exception>
    public static AgentKey Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OfOthers) != 0)
                throw new AgentException($"Others than its owner may use {path}, which holds private keys. Run: chmod 600 {path}");
            if (new FileInfo(path).Length > MostBytes) throw new AgentException($"{path} is no key file of an agent: `footfall keygen` makes one.");
            using var file = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(file.RootElement);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AgentException($"The key file cannot be read: {error.Message}");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or CryptographicException)
        {
            // The error is not told on: it could quote what is in the file.
            throw new AgentException($"{path} is no key file of an agent: `footfall keygen` makes one.");
        }
    }

    private static AgentKey Read(JsonElement file)
    {
        if (file.GetProperty("footfall_agent_key").GetInt32() != Version) throw new FormatException("Another version.");
        byte[] sealing = Private(file, "hpke_private"), signing = Private(file, "sign_private");
        try
        {
            return new AgentKey(AgentKey.Check(file.GetProperty("name").GetString()!), AccountKeys.FromPrivate(sealing, signing));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sealing);
            CryptographicOperations.ZeroMemory(signing);
        }
    }

    private static byte[] Private(JsonElement file, string name) => Base64Url.DecodeFromChars(file.GetProperty(name).GetString());
}
