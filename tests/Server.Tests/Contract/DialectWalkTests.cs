using System.Net.Http.Headers;
using Footfall.Events;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Server.Tests.Contract;

/// <summary>Every address of every other product's protocol is sent what no client sends, and nothing fails.</summary>
public sealed class DialectWalkTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string[] Queries =
        ["", "?data=%FF%00&compression=lz64", "?data=eyJ&compression=gzip-js", "?idsite=99999999999999999999&rec=1&p=%ED%A0%80&url=%00", "?writeKey=%00&token=x&api_key=" + new string('a', 3000)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoBodyAndNoAddressMakesADialectFail()
    {
        using var stranger = server.NewBrowser();
        var faults = new List<string>();
        var addresses = server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ForeignProtocol>() is not null).Select(AddressOf).Distinct().ToList();
        Assert.NotEmpty(addresses);
        foreach (var address in addresses)
        {
            foreach (var body in HostileBody.All) await SendAsync(stranger, HttpMethod.Post, address, body, faults);
            foreach (var query in Queries)
            {
                await SendAsync(stranger, HttpMethod.Get, address + query, null, faults);
                await SendAsync(stranger, HttpMethod.Post, address + query, HostileBody.All[0], faults);
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static string AddressOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "website" } => Guid.Empty.ToString(),
        _ => "1",
    }))));

    private static async Task SendAsync(HttpClient client, HttpMethod method, string address, HostileBody? body, List<string> faults)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.ConnectionClose = true;
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body.Bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(body.Type);
        }

        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
            if ((int)answer.StatusCode >= 500) faults.Add($"{method} {(address.Length > 100 ? address[..100] : address)} with {body?.Name ?? "nothing"}: {(int)answer.StatusCode}");
        }
        catch (HttpRequestException) when (body is { Bytes.Length: > 1 << 20 })
        {
            // Who refuses a large body may close while it is still being sent.
            Assert.NotEmpty(body.Bytes);
        }
    }
}
