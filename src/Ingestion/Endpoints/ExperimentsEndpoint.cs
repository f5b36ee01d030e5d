using System.Globalization;
using System.Text.Json;
using Footfall.Events;
using Footfall.Privacy;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// <c>GET /experiments?key=ff_…&amp;visitor=…</c>: the running experiments with the weights of their variants, and the variant of the one who asks. Whose visitor
/// the client does not keep, who in anonymous projects is everybody, gets it by the day's forgetful id, of which nothing is stored.
/// </summary>
internal sealed class ExperimentsEndpoint(Reception reception, Admission admission, ProjectDirectory projects, Visitors visitors, TrustedProxies proxies)
{
    private const int LongestVisitor = 256;

    public Task HandleAsync(HttpContext http) => reception.ReceiveAsync(http, "experiments", HttpMethods.Get, TellAsync);

    private ValueTask<Refusal?> TellAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var (project, _, refusal) = admission.Admit(http, query["key"], takesNames: false, reception.Received());
        if (project is null) return new(refusal);
        var kept = query["visitor"].ToString();
        if (kept.Length > LongestVisitor) return new(Refusal.Unreadable("visitor", "The visitor's id is too long.", $"Send at most {LongestVisitor} characters."));
        Write(http.Response, projects.ExperimentsOf(project.Number), VisitorOf(project, kept, ReadHit.From(http, proxies)));
        return default;
    }

    /// <summary>Null: whose events have no visitor takes no part, since nobody could tell to which variant they belong.</summary>
    private string? VisitorOf(Project project, string kept, RawHit hit)
    {
        if (hit.OptsOut && project.OptOut != OptOutPolicy.Ignore) return null;
        if (project.Mode == TrustMode.Identified && kept.Length > 0) return kept;
        return visitors.Of(project.Number, hit).Value.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static void Write(HttpResponse response, IReadOnlyList<RunningExperiment> experiments, string? visitor)
    {
        response.ContentType = "application/json";
        // Private: the answer is one visitor's.
        response.Headers.CacheControl = "private, max-age=60";
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        foreach (var experiment in experiments)
        {
            json.WriteStartObject(experiment.Key);
            if (visitor is not null) json.WriteString("variant"u8, experiment.VariantOf(visitor));
            json.WriteStartObject("weights"u8);
            foreach (var (variant, weight) in experiment.Weights) json.WriteNumber(variant, weight);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
