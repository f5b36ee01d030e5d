namespace Footfall.AspNetCore.Sentry;

/// <summary>Where a Sentry project takes envelopes, and under which key: <c>https://PUBLIC@host/prefix/42</c>.</summary>
internal sealed record SentryDsn(Uri Envelopes, string Key)
{
    /// <summary>Null for what is no DSN.</summary>
    public static SentryDsn? Read(string? text)
    {
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var dsn) || dsn.Scheme is not ("http" or "https")) return null;
        var key = Uri.UnescapeDataString(dsn.UserInfo.Split(':')[0]);
        var (prefix, project) = (dsn.AbsolutePath[..dsn.AbsolutePath.LastIndexOf('/')], dsn.AbsolutePath[(dsn.AbsolutePath.LastIndexOf('/') + 1)..]);
        if (key.Length == 0 || project.Length == 0 || !project.All(char.IsAsciiDigit)) return null;
        return new SentryDsn(new Uri($"{dsn.Scheme}://{dsn.Authority}{prefix}/api/{project}/envelope/"), key);
    }
}
