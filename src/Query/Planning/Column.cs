using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>A text column of a table, or one custom property of an event.</summary>
/// <param name="Property">The property's name; then <paramref name="Name"/> is the map that holds it.</param>
/// <param name="AlsoAbsent">A value that senders may use for what is absent, and that counts as such.</param>
internal sealed record Column(Table Table, string Name, Value? Property = null, string? AlsoAbsent = null);
