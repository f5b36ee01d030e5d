namespace Footfall.Storage.Control;

/// <summary>Why a definition cannot be kept.</summary>
/// <param name="Field">The bad field, such as <c>body/filters/0</c>.</param>
public sealed record DefinitionFault(string Field, string Message, string Remedy);
