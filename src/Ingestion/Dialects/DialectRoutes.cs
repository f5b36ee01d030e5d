using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Ingestion.Dialects;

/// <summary>
/// Registers a dialect's endpoints: each at the product's own address and under <c>/compat/{dialect}</c>, where nothing of another product can be meant. Routing itself
/// takes a trailing slash. All methods come here, so that a wrong one is refused with CORS headers, and nobody is known by cookie.
/// </summary>
internal sealed class DialectRoutes
{
    private readonly IEndpointRouteBuilder routes;
    private readonly Dialect dialect;
    private readonly Reception reception;

    public DialectRoutes(IEndpointRouteBuilder routes, Dialect dialect, Reception reception)
    {
        this.routes = routes;
        this.dialect = dialect;
        this.reception = reception;
        Add($"/compat/{dialect.Name}/{{**rest}}", NotFoundAsync);
    }

    /// <summary>Maps an address of the product.</summary>
    /// <param name="methods">The methods that it takes, such as <c>GET, POST</c>.</param>
    /// <param name="handle">Its null means that it has answered itself.</param>
    /// <param name="refuse">How to refuse here, where it is not how the dialect does.</param>
    public void Map(string pattern, string methods, Func<HttpContext, ValueTask<Refusal?>> handle, Action<HttpResponse, Refusal>? refuse = null)
    {
        Add(pattern, http => ReceiveAsync(http, methods, handle, refuse));
        MapCompat(pattern, methods, handle, refuse);
    }

    /// <summary>Maps an address under <c>/compat</c> only: at the root it belongs to somebody else, or is dispatched by what is in the body.</summary>
    public void MapCompat(string pattern, string methods, Func<HttpContext, ValueTask<Refusal?>> handle, Action<HttpResponse, Refusal>? refuse = null) =>
        Add($"/compat/{dialect.Name}{pattern}", http => ReceiveAsync(http, methods, handle, refuse));

    private Task ReceiveAsync(HttpContext http, string methods, Func<HttpContext, ValueTask<Refusal?>> handle, Action<HttpResponse, Refusal>? refuse = null) =>
        reception.ReceiveAsync(http, dialect.Name, methods.Split(", ").Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase), methods, handle, refuse ?? dialect.Refuse);

    private Task NotFoundAsync(HttpContext http) => ReceiveAsync(http, $"{http.Request.Method}", _ =>
        new(new Refusal(404, "not_found", $"The dialect {dialect.Name} has no such endpoint.", "path", "docs/dialects.md lists them.")));

    private void Add(string pattern, RequestDelegate handler) =>
        routes.Map(pattern, handler).WithMetadata(new ReadsNoCookies(), new ForeignProtocol(dialect.Name));
}
