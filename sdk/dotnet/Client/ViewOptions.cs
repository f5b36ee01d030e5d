namespace Footfall.Client;

/// <summary>A page or a screen that was opened.</summary>
public sealed class ViewOptions : EventOptions
{
    /// <summary>Its address, absolute; the same as <see cref="EventOptions.Url"/>, which it wins over.</summary>
    public string? PageUrl { get; set; }

    /// <summary>Its title.</summary>
    public string? PageTitle { get; set; }

    /// <summary>Where the visitor came from.</summary>
    public string? PageReferrer { get; set; }

    /// <summary>Whatever else is to be known of it.</summary>
    public Props? Props { get; set; }
}
