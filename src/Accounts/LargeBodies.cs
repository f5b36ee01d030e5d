using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts;

/// <summary>Gives the framework's empty answer to a body beyond its <see cref="BodyLimit"/> the words that every refusal has.</summary>
internal sealed class LargeBodies(RequestDelegate next)
{
    /// <summary>Collection has no such limit, and passes without a state of its own.</summary>
    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() is { } limit ? LimitedAsync(context, limit) : next(context);

    private async Task LimitedAsync(HttpContext context, BodyLimit limit)
    {
        await next(context);
        if (context.Response.HasStarted || context.Response.StatusCode != StatusCodes.Status413PayloadTooLarge) return;
        await Problems.Of(StatusCodes.Status413PayloadTooLarge, "The body is too large", $"At most {limit.MaxRequestBodySize} bytes are taken here.", "body", "Send less.").ExecuteAsync(context);
    }
}
