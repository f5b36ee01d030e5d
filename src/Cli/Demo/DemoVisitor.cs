using System.Net;

namespace Footfall.Cli.Demo;

/// <summary>Who comes: where from, with what.</summary>
/// <param name="IsProgram">Says of itself that it is driven by a program: stored with a bot reason.</param>
internal sealed record DemoVisitor(DemoDevice Device, IPAddress Address, string Language, bool IsProgram);
