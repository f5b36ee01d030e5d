namespace Footfall.Reliability.Tests.Running;

/// <summary>A project on a running server.</summary>
internal sealed record TestProject(string Id, string Key, string Domain);
