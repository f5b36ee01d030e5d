namespace Footfall.Accounts.Sealed;

/// <summary>What a new epoch is held against.</summary>
/// <param name="Field">Where it stands in the body; empty: it is the body.</param>
/// <param name="NewestVaultKey">The version of the vault's key that its private key must be sealed to.</param>
internal sealed record EpochRules(string Field, byte[] RootKey, int NewestVaultKey, int? RetentionDays, DateTimeOffset Now)
{
    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    /// <summary>A month at most, or half of what events are kept where that is shorter, but a day at least.</summary>
    public TimeSpan LongestLife => TimeSpan.FromDays(Math.Clamp((RetentionDays ?? int.MaxValue) / 2.0, 1, 31));

    public DateTimeOffset LatestEnd => Now + LongestLife + Tolerance;

    public string At(string part) => Field.Length == 0 ? part : $"{Field}.{part}";
}
