using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace Footfall.Server.Web;

/// <summary>Serves the built tracker and dashboard from memory, compressed as the browser asks; a file <c>x.br</c> is served as <c>x</c>. Only files that lie in the folder at start are served, so no path can lead out of it.</summary>
internal sealed class AssetFiles
{
    private const string Compressed = ".br";
    private static readonly FileExtensionContentTypeProvider Types = new();
    private readonly ConcurrentDictionary<string, Asset> assets = new(StringComparer.Ordinal);

    public AssetFiles(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = "/" + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            if (name.EndsWith(Compressed, StringComparison.Ordinal))
                assets[name[..^Compressed.Length]] = Asset.OfBrotli(File.ReadAllBytes(file), TypeOf(file[..^Compressed.Length]));
            else assets[name] = new Asset(File.ReadAllBytes(file), TypeOf(file));
        }
    }

    /// <summary>The file by its path below the folder, beginning with a slash; null where there is none.</summary>
    public Asset? Find(string path) => assets.GetValueOrDefault(path);

    /// <summary>The hash of each file by its path, sorted, so that two lists can be compared line by line.</summary>
    public SortedDictionary<string, string> Integrity(string prefix = "") =>
        new(assets.ToDictionary(asset => prefix + asset.Key, asset => asset.Value.Integrity), StringComparer.Ordinal);

    public static async Task SendAsync(HttpContext context, Asset asset, string cacheControl)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = cacheControl;
        headers.ETag = asset.ETag;
        if (asset.IsCompressible) headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(asset.ETag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var bytes = Choose(context, asset);
        context.Response.ContentType = asset.ContentType.StartsWith("text/", StringComparison.Ordinal) ? asset.ContentType + "; charset=utf-8" : asset.ContentType;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static byte[] Choose(HttpContext context, Asset asset)
    {
        string accepted = context.Request.Headers.AcceptEncoding.ToString();
        if (!asset.IsCompressible) return asset.Plain;
        if (accepted.Contains("br", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.ContentEncoding = "br";
            return asset.Brotli;
        }

        if (!accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase)) return asset.Plain;
        context.Response.Headers.ContentEncoding = "gzip";
        return asset.Gzip;
    }

    private static string TypeOf(string file) => Types.TryGetContentType(file, out var type) ? type : "application/octet-stream";
}
