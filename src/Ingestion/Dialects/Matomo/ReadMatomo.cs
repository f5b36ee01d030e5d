using System.Globalization;
using System.Text;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Pipeline;
using Footfall.Storage.Control;

namespace Footfall.Ingestion.Dialects.Matomo;

/// <summary>Reads a tracking request of Matomo's: what kind it is follows from which parameters it has.</summary>
internal sealed class ReadMatomo(Props props, ProjectDirectory projects)
{
    /// <summary>Parameters that are kept by their own names: page timings, in milliseconds.</summary>
    private static readonly string[] Timings = ["pf_net", "pf_srv", "pf_tfr", "pf_dm1", "pf_dm2", "pf_onl"];

    /// <param name="project">Null where nobody knows the site.</param>
    /// <param name="fromBrowser">False where the request has no user agent of its own, as those of server SDKs.</param>
    public Draft From(IReadOnlyDictionary<string, string> hit, Project? project, bool fromBrowser)
    {
        var draft = new Draft
        {
            Url = Words.Url(Text(hit, "url"), host: null, keepsFragment: true),
            Referrer = Text(hit, "urlref"),
            Language = Text(hit, "lang"),
            User = Words.Identity(Text(hit, "uid")),
            Address = Words.Address(Text(hit, "cip")),
            Time = TimeOf(Text(hit, "cdt")),
            // Whoever tells the visitor's user agent is none of its browsers.
            Library = fromBrowser && !hit.ContainsKey("ua") ? null : "matomo-server",
        };
        draft.Visitor = Words.Identity(Text(hit, "_id") ?? Text(hit, "cid")) ?? draft.User;
        // A token's owner names its visitor by both.
        if (draft.Address is not null) draft.UserAgent = Text(hit, "ua");
        (draft.ScreenWidth, draft.ScreenHeight) = Words.Screen(Text(hit, "res"));
        Kind(draft, hit, project);
        Variables(draft, hit);
        return draft;
    }

    private void Kind(Draft draft, IReadOnlyDictionary<string, string> hit, Project? project)
    {
        if (hit.GetValueOrDefault("ping") == "1")
        {
            draft.Name = EventNames.Engagement;
        }
        else if (Text(hit, "e_c") is { } category && Text(hit, "e_a") is { } action)
        {
            draft.Name = Words.Name(action);
            props.Put(draft, "category", category);
            props.Put(draft, "label", Text(hit, "e_n"));
            Put(draft, "value", Text(hit, "e_v"));
        }
        else if ((Text(hit, "download") ?? Text(hit, "link")) is { } link)
        {
            draft.Name = hit.ContainsKey("download") ? "file_download" : "outbound_click";
            props.Put(draft, "url", link);
        }
        else if (Text(hit, "search") is { } search)
        {
            draft.Name = "search";
            props.Put(draft, "query", search);
            props.Put(draft, "category", Text(hit, "search_cat"));
            Put(draft, "count", Text(hit, "search_count"));
        }
        else if (Text(hit, "idgoal") is { } goal)
        {
            Conversion(draft, hit, goal, project);
        }
        else
        {
            Other(draft, hit);
        }
    }

    private void Other(Draft draft, IReadOnlyDictionary<string, string> hit)
    {
        if (Text(hit, "c_n") is { } content)
        {
            draft.Name = hit.ContainsKey("c_i") ? "content_interaction" : "content_impression";
            draft.Interactive = hit.ContainsKey("c_i");
            props.Put(draft, "name", content);
            props.Put(draft, "piece", Text(hit, "c_p"));
            props.Put(draft, "target", Text(hit, "c_t"));
            props.Put(draft, "interaction", Text(hit, "c_i"));
        }
        else if (Text(hit, "cra") is { } crash)
        {
            draft.Name = "error";
            draft.Interactive = false;
            props.Put(draft, "message", crash);
            props.Put(draft, "type", Text(hit, "cra_tp"));
        }
        else
        {
            var isAction = hit.GetValueOrDefault("ca") == "1";
            draft.Name = isAction ? "performance" : EventNames.Pageview;
            if (isAction) draft.Interactive = false;
            draft.Title = Text(hit, "action_name");
        }

        foreach (var timing in Timings) Put(draft, timing, Text(hit, timing));
    }

    private void Conversion(Draft draft, IReadOnlyDictionary<string, string> hit, string goal, Project? project)
    {
        var revenue = Text(hit, "revenue");
        // Matomo has one currency a site and none in its requests; here goals have them.
        var currency = project is null ? null : projects.GoalsOf(project.Number).Select(known => known.Currency).FirstOrDefault(known => known is not null);
        draft.Revenue = Money.Of(revenue, currency);
        if (draft.Revenue is null) Put(draft, "revenue", revenue);
        if (goal != "0")
        {
            draft.Name = "goal";
            props.Put(draft, "goal", goal);
            return;
        }

        var order = Text(hit, "ec_id");
        draft.Name = order is null ? "cart_updated" : "purchase";
        props.Put(draft, "order", order);
        props.Put(draft, "items", Text(hit, "ec_items"));
        foreach (var (name, parameter) in new[] { ("subtotal", "ec_st"), ("tax", "ec_tx"), ("shipping", "ec_sh"), ("discount", "ec_dt") }) Put(draft, name, Text(hit, parameter));
    }

    /// <summary>Custom dimensions, and custom variables of visit and page: <c>{"1":["plan","pro"]}</c>.</summary>
    private void Variables(Draft draft, IReadOnlyDictionary<string, string> hit)
    {
        foreach (var (name, value) in hit)
        {
            if (name.StartsWith("dimension", StringComparison.Ordinal) && name.Length is > 9 and < 13 && value.Length > 0) Put(draft, name, value);
        }

        foreach (var name in new[] { "_cvar", "cvar" })
        {
            if (Text(hit, name) is not { } text || !MendedJson.TryParse(Encoding.UTF8.GetBytes(text), out var variables) || variables.ValueKind != System.Text.Json.JsonValueKind.Object) continue;
            foreach (var variable in variables.EnumerateObject())
            {
                if (variable.Value.ValueKind == System.Text.Json.JsonValueKind.Array && variable.Value.GetArrayLength() == 2) Put(draft, ((System.Text.Json.JsonElement?)variable.Value[0]).Text(200) ?? "", ((System.Text.Json.JsonElement?)variable.Value[1]).Text());
            }
        }
    }

    /// <summary>A number is one, though queries have text only.</summary>
    private void Put(Draft draft, string name, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        if (decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            && MendedJson.TryParse(Encoding.UTF8.GetBytes(value), out var number)) props.Put(draft, name, number);
        else props.Put(draft, name, value);
    }

    /// <summary>Seconds since 1970, or a date and time in UTC.</summary>
    private static DateTime? TimeOf(string? text)
    {
        if (text is null) return null;
        if (double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return Json.OfMilliseconds(seconds * 1000);
        return Times.TryParse(text, out var time) ? time : null;
    }

    /// <summary>Some versions of the script write what they do not know as a word.</summary>
    private static string? Text(IReadOnlyDictionary<string, string> hit, string name) =>
        hit.TryGetValue(name, out var value) && value.Length > 0 && value is not ("undefined" or "null") ? JsonText.Cut(value, 4096) : null;
}
