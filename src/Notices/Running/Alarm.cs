namespace Footfall.Notices.Running;

/// <summary>What an alert has found.</summary>
/// <param name="IsOn">Whether its reason holds.</param>
/// <param name="Sentence">For people, also where it does not hold, for tests.</param>
internal sealed record Alarm(bool IsOn, string Sentence, string? Remedy, double? Value);
