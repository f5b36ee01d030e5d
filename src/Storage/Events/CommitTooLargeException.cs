namespace Footfall.Storage.Events;

/// <summary>A commit would have to read more of the store than memory is meant for. Nothing was written; a smaller batch will do.</summary>
public sealed class CommitTooLargeException(string message) : Exception(message);
