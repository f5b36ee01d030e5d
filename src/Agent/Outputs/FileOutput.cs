using System.Globalization;
using Footfall.Agent.Digests;

namespace Footfall.Agent.Outputs;

/// <summary>Writes the text to a file that is its owner's alone; <c>{date}</c> in its name is the day, in UTC. A file that is there is replaced.</summary>
public sealed class FileOutput(string path) : IOutput
{
    public async Task SendAsync(Report report, OutputMeans means, CancellationToken cancellation)
    {
        var target = path.Replace("{date}", report.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using var file = new StreamWriter(target, options);
            await file.WriteAsync(report.Text.AsMemory(), cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AgentException($"The file cannot be written: {error.Message}");
        }
    }
}
