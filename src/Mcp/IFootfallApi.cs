namespace Footfall.Mcp;

/// <summary>Whoever answers Footfall's API for one caller, here or elsewhere. What the caller may see is its own matter.</summary>
public interface IFootfallApi
{
    Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellation);
}
