using Xunit;

namespace Footfall.Server.Tests;

/// <summary>Tests that must not run beside others.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
