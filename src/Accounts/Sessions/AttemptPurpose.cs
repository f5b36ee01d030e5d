namespace Footfall.Accounts.Sessions;

/// <summary>What an attempt is for; each purpose has attempts of its own.</summary>
public enum AttemptPurpose
{
    /// <summary>Whatever proves a password: signing in, changing it, replacing keys.</summary>
    SignIn,

    /// <summary>What proves a recovery key.</summary>
    Recovery,

    SetUp,

    Invitation,

    /// <summary>The password of a shared link.</summary>
    SharedLink,

    /// <summary>A test of a report or an alert.</summary>
    Notice,
}
