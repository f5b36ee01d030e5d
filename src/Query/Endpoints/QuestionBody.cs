using System.Buffers;
using System.Text.Json;
using Footfall.Query.Parsing;
using Microsoft.AspNetCore.Http;

namespace Footfall.Query.Endpoints;

/// <summary>Reads the body of a request as one JSON document of bounded size, every text of which can be read.</summary>
internal static class QuestionBody
{
    public static async Task<IResult> ReadAsync(HttpContext context, Func<JsonElement, Task<IResult>> answer)
    {
        if (await BodyAsync(context.Request, context.RequestAborted) is not { } body)
            return Problem.Bad($"#: The body is larger than {QuestionLimits.BodyBytes} bytes.", "#", "Ask with fewer or shorter filter values.");

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException e)
        {
            return Problem.Bad($"#: The body is not JSON: {e.Message}", "#", "Send the question as a JSON object.");
        }

        using (document)
        {
            return TextCheck.Fault(document.RootElement) is { } unreadable ? QuestionEndpoint.Refuse(unreadable) : await answer(document.RootElement);
        }
    }

    private static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > QuestionLimits.BodyBytes) return null;
        var buffer = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.GetMemory(4096), cancellation);
            if (read == 0) return buffer.WrittenSpan.ToArray();
            buffer.Advance(read);
            if (buffer.WrittenCount > QuestionLimits.BodyBytes) return null;
        }
    }
}
