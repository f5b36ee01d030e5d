namespace Footfall.Server.Tests.Contract;

/// <summary>Who sends a request.</summary>
internal enum Caller
{
    /// <summary>By a token that may do everything.</summary>
    Machine,

    /// <summary>By a token that may read one project.</summary>
    Reader,

    Nobody,

    /// <summary>By the owner's cookie, with what proves that the dashboard sends it.</summary>
    Owner,

    /// <summary>By the owner's cookie alone, as another site would make a browser do.</summary>
    Forger,
}
