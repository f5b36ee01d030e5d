namespace Footfall.Events;

/// <summary>Endpoint metadata: the endpoint speaks another product's protocol, which its documentation defines and ours does not.</summary>
/// <param name="Name">The product, as it stands under <c>/compat</c>.</param>
public sealed record ForeignProtocol(string Name);
