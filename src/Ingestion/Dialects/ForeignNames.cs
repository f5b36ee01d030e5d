namespace Footfall.Ingestion.Dialects;

/// <summary>The names under which is stored what several products have, each by its own name.</summary>
internal static class ForeignNames
{
    /// <summary>A visitor became a known user. Not an interaction.</summary>
    public const string Identify = "identify";

    /// <summary>Two ids are one user. Not an interaction.</summary>
    public const string Alias = "alias";

    /// <summary>A user belongs to a group, or something of a group is told. Not an interaction.</summary>
    public const string Group = "group";

    /// <summary>Something of a person is told. Not an interaction.</summary>
    public const string Profile = "profile_update";

    /// <summary>A screen of an app was shown.</summary>
    public const string Screen = "screen_view";

    /// <summary>Something failed: with the props <c>type</c> and <c>message</c>.</summary>
    public const string Error = "error";

    /// <summary>False for what people did not do themselves.</summary>
    public static bool IsInteraction(string name) => name is not (Identify or Alias or Group or Profile);
}
