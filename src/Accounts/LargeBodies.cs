using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts;

/// <summary>Gives the framework's empty answer to a body beyond its <see cref="BodyLimit"/> the words that every refusal has.</summary>
internal sealed class LargeBodies(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.HasStarted || context.Response.StatusCode != StatusCodes.Status413PayloadTooLarge || context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() is not { } limit) return;
        await Problems.Of(StatusCodes.Status413PayloadTooLarge, "The body is too large", $"At most {limit.MaxRequestBodySize} bytes are taken here.", "body", "Send less.").ExecuteAsync(context);
    }
}
