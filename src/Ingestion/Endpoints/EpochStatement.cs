using System.Buffers.Text;
using System.Text.Json;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Endpoints;

/// <summary><c>GET /collect/sealed?key=ff_…</c>: which key to seal to and who vouches for it. Public; a tracker believes it only under its pin.</summary>
internal sealed class EpochStatement(ProjectDirectory projects, EpochDirectory epochs)
{
    public ValueTask<Refusal?> TellAsync(HttpContext http) => new(Tell(http));

    private Refusal? Tell(HttpContext http)
    {
        var key = http.Request.Query["key"].ToString();
        if (key.Length == 0) return new(401, "missing_key", "The write key is missing.", "key", "Send the project's write key, ff_…, as ?key=.");
        if (projects.ByKey(key) is not { } project)
            return new(401, "unknown_key", "The write key is not known.", "key", "Copy the write key, ff_…, from the project's settings.");
        if (project.Mode != TrustMode.Sealed)
            return new(403, "not_sealed", "The project is not sealed: it takes events in clear.", "key", "Use the tracker /js/footfall.js.");
        if (epochs.CurrentOf(project.Number) is not { } epoch)
            return new(404, "no_epoch", "The project has no key to seal to.", "key", "An owner or admin of its vault begins a new epoch by opening the dashboard.");
        Write(http.Response, project, epoch);
        return null;
    }

    private static void Write(HttpResponse response, Project project, Epoch epoch)
    {
        response.ContentType = "application/json";
        response.Headers.CacheControl = "public, max-age=300";
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("project"u8, project.Id.ToString());
        json.WriteString("identity"u8, project.Identity == VisitorIdentity.Identified ? "identified"u8 : "anonymous"u8);
        json.WriteString("opt_out"u8, project.OptOut switch
        {
            OptOutPolicy.Drop => "drop"u8,
            OptOutPolicy.Ignore => "ignore"u8,
            _ => "keep_without_visitor"u8,
        });
        json.WriteString("root_key"u8, Base64Url.EncodeToString(epoch.RootKey.Span));
        json.WriteString("statement"u8, Base64Url.EncodeToString(epoch.Statement.Span));
        json.WriteString("signature"u8, Base64Url.EncodeToString(epoch.Signature.Span));
        json.WriteEndObject();
    }
}
