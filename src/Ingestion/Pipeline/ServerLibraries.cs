namespace Footfall.Ingestion.Pipeline;

/// <summary>The libraries that run on servers, whose user agent is a program's by nature: their events are not judged by it.</summary>
internal static class ServerLibraries
{
    /// <summary>True for <c>footfall-dotnet</c> and <c>footfall-dotnet/1.2.3</c>.</summary>
    public static bool Contain(string? library)
    {
        if (library is null) return false;
        foreach (var name in EventAliases.ServerLibraries)
        {
            if (library.StartsWith(name, StringComparison.Ordinal) && (library.Length == name.Length || library[name.Length] == '/')) return true;
        }

        return false;
    }
}
