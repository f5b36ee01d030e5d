namespace Footfall.Client;

/// <summary>The mode that a project was made with. It says who can read its events and whether visitors are told apart.</summary>
public enum ProjectMode
{
    /// <summary>Nobody is named: an event that carried a visitor, a session or a user would be refused, so none is sent.</summary>
    Anonymous = 0,

    /// <summary>Events carry a visitor, and a user once <see cref="FootfallClient.Identify"/> named one.</summary>
    Identified = 1,

    /// <summary>Events are sealed to the project's key before they are sent: the server cannot read them.</summary>
    Sealed = 2,
}
