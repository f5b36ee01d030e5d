using System.Text.Json;
using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Footfall.Storage.Sealed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Query.Sealed;

/// <summary>What key holders make of envelopes: they list, fetch, put and take back segments. The server keeps order and reads nothing.</summary>
internal static class SegmentEndpoints
{
    /// <summary>A million events take a tenth of it.</summary>
    private const long MostBytes = 512L << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var segments = routes.MapGroup("/api/v1/projects/{project:guid}/segments");
        segments.MapGet("", ListAsync);
        segments.MapGet("/{segment}", Fetch);
        segments.MapPost("", PutAsync).WithMetadata(new TakesBytes());
        segments.MapDelete("/{segment}", UndoAsync);
    }

    private static async Task<IResult> ListAsync(Guid project, HttpContext context, ProjectDirectory projects, EventStore store)
    {
        if (SealedProject.Stop(context, projects.ById(project), Scopes.Read, out var found) is { } stop) return stop;
        var (segments, manifests) = await store.Segments.ListAsync(found.Number, context.RequestAborted);
        return new JsonAnswer(json => SegmentJson.Write(json, segments, manifests));
    }

    private static IResult Fetch(Guid project, string segment, HttpContext context, ProjectDirectory projects, EventStore store)
    {
        if (SealedProject.Stop(context, projects.ById(project), Scopes.Read, out var found) is { } stop) return stop;
        if (IdOf(segment) is not { } known || store.Segments.Open(found.Number, known) is not { } bytes) return NoSegment();
        // An id is never used for other bytes.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Stream(bytes, "application/octet-stream", enableRangeProcessing: true);
    }

    private static async Task<IResult> PutAsync(Guid project, HttpContext context, ProjectDirectory projects, EpochDirectory epochs, ManifestJudge judge, EventStore store)
    {
        if (SealedProject.Stop(context, projects.ById(project), Scopes.Write, out var found) is { } stop) return stop;
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = MostBytes;
        if (await SegmentUpload.ReadAsync(context.Request.BodyReader, context.RequestAborted) is not { Manifest: var manifest } upload)
            return Problem.Bad("The body is no segment with its manifest.", "manifest", "See docs/api/sealed.md for what it consists of.");
        if (manifest.Project != project || !epochs.TryGet(found.Number, manifest.Entry.Epoch, out _))
            return Problem.Bad("The manifest is of another project, or of an epoch that the project does not have.", "manifest", "Compact the project's own epochs.");
        if (Refusal(await judge.JudgeAsync(context.User, found, manifest.Entry, context.RequestAborted)) is { } refusal) return refusal;
        var segment = new NewSegment
        {
            Project = found.Number,
            Id = manifest.Segment,
            Manifest = manifest.Entry,
            Previous = manifest.Previous,
            Hash = manifest.Hash,
            Envelopes = upload.Envelopes,
            Replaces = manifest.Replaces,
        };
        return Answer(await store.Segments.SwapAsync(segment, context.Request.BodyReader.AsStream(), context.RequestAborted));
    }

    private static async Task<IResult> UndoAsync(Guid project, string segment, HttpContext context, ProjectDirectory projects, ManifestJudge judge, EventStore store)
    {
        if (SealedProject.Stop(context, projects.ById(project), Scopes.Manage, out var found) is { } stop) return stop;
        if (IdOf(segment) is not { } known) return NoSegment();
        return await QuestionBody.ReadAsync(context, root => UndoByAsync(root, found, known, context, judge, store));
    }

    private static async Task<IResult> UndoByAsync(JsonElement body, Project project, Guid segment, HttpContext context, ManifestJudge judge, EventStore store)
    {
        if (ReadUndo(body) is not { } manifest || manifest.Project != project.Id.Value || manifest.Segment != segment)
            return Problem.Bad("The body has no manifest that undoes this segment.", "manifest", "Sign an entry of the kind undo and send {\"manifest\",\"signature\"}.");
        if (Refusal(await judge.JudgeAsync(context.User, project, manifest.Entry, context.RequestAborted)) is { } refusal) return refusal;
        return Answer(store.Segments.Undo(project.Number, segment, manifest.Entry, manifest.Previous));
    }

    private static SegmentManifest? ReadUndo(JsonElement body)
    {
        try
        {
            return SegmentUpload.ReadManifest(body) is { Kind: "undo" } manifest ? manifest : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null; // Said by the caller: it is the same whether nothing or nonsense was sent.
        }
    }

    /// <summary>Null where the manifest may stand.</summary>
    private static Problem? Refusal(ManifestVerdict verdict) => verdict switch
    {
        ManifestVerdict.Stands => null,
        ManifestVerdict.ChainMoved => Refusal(SegmentOutcome.ChainMoved),
        ManifestVerdict.Untrusted => NotAllowed("The manifest is not signed by the member who sends it.", "Sign it as the account or agent that sends it; tokens belong to no member."),
        ManifestVerdict.Forbidden => NotAllowed("The signer's role in the vault is too low for this entry.", "Ask an owner of the vault."),
        ManifestVerdict.Contradiction => Conflict("The manifest puts a segment that was there, or replaces or undoes one that is not live.", "Fetch the list and begin again."),
        ManifestVerdict.Broken => Conflict("What the server keeps of the epoch's chain does not hold.", "Compact the next epoch, or restore the event store and control.sqlite of the same backup."),
        _ => Problem.Bad("The manifest is no entry in the form that readers take.", "manifest", "Write it as docs/formats/sealed.md says."),
    };

    private static IResult Answer(SegmentOutcome outcome) => outcome == SegmentOutcome.Done ? TypedResults.NoContent() : Refusal(outcome);

    private static Problem Refusal(SegmentOutcome outcome) => outcome switch
    {
        SegmentOutcome.OtherBytes => Problem.Bad("The file's hash is not the one in the manifest.", "hash", "Send the whole file as it was hashed."),
        SegmentOutcome.Unknown => NoSegment(),
        SegmentOutcome.IdTaken => Conflict("The segment's id was used before.", "Seal anew, under a fresh id."),
        SegmentOutcome.ChainMoved => Conflict("The manifest does not follow the last one of its epoch.", "Somebody else was first: fetch the list and begin again."),
        SegmentOutcome.TooLate => Conflict("The segment cannot be undone any more.", "Seven days after it was made, or once it is replaced or undone, it stays as it is."),
        _ => Conflict("Something that the segment stands for is not there any more.", "Somebody else was first, or it has expired: fetch the list and begin again."),
    };

    private static Problem Conflict(string detail, string remedy) => new(StatusCodes.Status409Conflict, "Things have moved on", detail, remedy: remedy);

    private static Problem NotAllowed(string detail, string remedy) => new(StatusCodes.Status403Forbidden, "Not allowed", detail, "signature", remedy);

    private static Problem NoSegment() =>
        new(StatusCodes.Status404NotFound, "There is no such segment", "The segment does not exist, or its bytes have gone.", "segment", "Fetch the list and take a live one.");

    private static Guid? IdOf(string text)
    {
        try
        {
            return SegmentManifest.ReadId(text);
        }
        catch (FormatException)
        {
            return null; // No id that was ever given out.
        }
    }
}
