namespace Footfall.Cli;

/// <summary>Why the command cannot go on, told so that it can be mended.</summary>
internal sealed class CommandException(string message, Exception? inner = null) : Exception(message, inner);
