namespace Footfall.Accounts.Projects;

/// <summary>How many events were erased.</summary>
public sealed record ErasedAnswer(long Erased);
