namespace Footfall.Server.Remote;

/// <summary>The server that has the data: an origin and nothing more. Plain http is for servers on this machine, since whoever is between would read the session.</summary>
public sealed class RemoteServer
{
    private RemoteServer(Uri address) => Address = address;

    /// <summary>With the path <c>/</c>.</summary>
    public Uri Address { get; }

    /// <summary>As browsers write it, without a slash at the end.</summary>
    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    public bool IsHttps => Address.Scheme == Uri.UriSchemeHttps;

    /// <summary>Null with what to do instead, where the text names no such server.</summary>
    public static RemoteServer? Parse(string text, out string problem)
    {
        problem = "";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            problem = $"{text} is no address. Give the server's, such as https://stats.example.org.";
        else if (address.PathAndQuery != "/" || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            problem = "Give the server's address without a path, a name or a password.";
        else if (address.Scheme == "http" && !address.IsLoopback)
            problem = "Give an https address: on plain http whoever is between could read your session. Only a server on this machine may do without.";
        return problem.Length == 0 ? new RemoteServer(address!) : null;
    }

    /// <summary>
    /// The remote address of a request, where it is one for data; null for everything else. The target is taken as the browser wrote it, and judged as it would be asked for:
    /// with dot segments resolved.
    /// </summary>
    public Uri? DataAddress(string target)
    {
        if (!target.StartsWith('/') || !Uri.TryCreate(Origin + target, UriKind.Absolute, out var address)) return null;
        return address.Authority == Address.Authority && IsData(address.AbsolutePath) ? address : null;
    }

    public static bool IsData(string path) =>
        path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/events/", StringComparison.Ordinal) || path is "/live" or "/health";
}
