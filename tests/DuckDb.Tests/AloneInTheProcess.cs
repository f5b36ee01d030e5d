using Xunit;

namespace Footfall.DuckDb.Tests;

/// <summary>For tests that measure the process: they run when no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}
