namespace Footfall.Server;

/// <summary>The data directory cannot be used; the message says why and what to do.</summary>
public sealed class DataDirectoryException(string message, Exception inner) : Exception(message, inner);
