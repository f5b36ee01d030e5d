namespace Footfall.Client.Events;

/// <summary>One event that waits, written down as it was when it was told.</summary>
/// <param name="Id">By which a repeated one is known.</param>
/// <param name="Json">An object as <c>POST /collect</c> takes it, in UTF-8.</param>
/// <param name="Private">It says where a visitor's request came from, so it lies on no disk.</param>
internal sealed record QueuedEvent(string Id, string Name, byte[] Json, bool Private);
