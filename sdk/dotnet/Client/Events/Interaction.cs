namespace Footfall.Client.Events;

/// <summary>The page stands beside the caller's own names in the data of an interaction, as it does in <c>POST /track/interaction</c>: it is lifted out.</summary>
internal static class Interaction
{
    public static (EventOptions? Options, Props? Props) Lift(Props? data, EventOptions? options)
    {
        if (data is null || (data["pageUrl"].Text ?? data["pageTitle"].Text ?? data["pageReferrer"].Text) is null) return (options, data);
        var view = options?.CopyTo(new ViewOptions()) ?? new ViewOptions();
        view.PageUrl = data["pageUrl"].Text ?? options?.Url;
        view.PageTitle = data["pageTitle"].Text;
        view.PageReferrer = data["pageReferrer"].Text;
        var rest = new Props();
        foreach (var (name, value) in data)
        {
            if (name is not ("pageUrl" or "pageTitle" or "pageReferrer")) rest[name] = value;
        }

        return (view, rest);
    }

    /// <summary>The event that tells of an experiment: of the same visitor and page.</summary>
    public static EventOptions Exposure(EventOptions? options)
    {
        var exposure = options?.CopyTo(new EventOptions()) ?? new EventOptions();
        (exposure.Id, exposure.Interactive, exposure.Revenue, exposure.Duration) = (null, false, null, null);
        return exposure;
    }
}
