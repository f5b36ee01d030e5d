namespace Footfall.Cli.Demo;

/// <summary>Why the command cannot go on, told so that it can be mended.</summary>
internal sealed class DemoException(string message, Exception? inner = null) : Exception(message, inner);
