using System.Text.Json;

namespace Footfall.Accounts.Notices;

/// <param name="Kind"><c>report</c> or <c>alert</c>; it stays.</param>
/// <param name="Body">What the kind asks for; <c>docs/notices.md</c> has both.</param>
public sealed record PutNotice(string? Kind, string? Name, JsonElement? Body, bool? Enabled);
