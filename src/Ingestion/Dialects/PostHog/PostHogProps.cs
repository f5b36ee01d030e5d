using System.Collections.Frozen;

namespace Footfall.Ingestion.Dialects.PostHog;

/// <summary>Which of PostHog's properties are a customer's own.</summary>
internal static class PostHogProps
{
    /// <summary>What the adapter takes itself, what the server knows better, and what only PostHog's own features need.</summary>
    private static readonly FrozenSet<string> Taken = FrozenSet.ToFrozenSet(
        [
            "token", "api_key", "distinct_id", "$anon_distinct_id", "$distinct_id", "$user_id", "$device_id", "$insert_id", "$time", "$timestamp", "$sent_at", "$ip", "$host", "$hostname", "$pathname",
            "$current_url", "$referrer", "$referring_domain", "$title", "$window_id", "$pageview_id", "$is_identified", "$process_person_profile", "$geoip_disable", "$is_server", "$groups",
            "$set", "$set_once", "$unset", "$group_type", "$group_key", "$group_set", "alias", "$had_persisted_distinct_id", "$user_agent", "$raw_user_agent", "$timezone", "$timezone_offset",
            "$elements", "$elements_chain", "$elements_chain_href", "$elements_chain_texts", "$elements_chain_ids", "$elements_chain_elements", "$ce_version", "$event_type", "$el_text",
            "$exception_list", "$exception_type", "$exception_message", "$exception_level", "$exception_fingerprint", "$exception_personURL", "$cookieless_mode", "$cookieless_extra", "$recording_status",
            "$replay_sample_rate", "$replay_minimum_duration", "$replay_script_config", "$has_recording", "$user_state", "$person_properties", "$active_feature_flags", "$feature_flag_payloads", "$network_wifi", "$network_cellular",
            "$is_emulator", "$locale", "$manufacturer", "$screen_name", "$client_session_initial_referring_host", "$web_vitals_enabled_server_side", "$dead_clicks_enabled_server_side",
            "$exception_capture_enabled_server_side", "$transformations_succeeded", "$configured_session_timeout_ms", "$override_feature_flags", "$initialization_time", "$surveys_activated",
        ],
        StringComparer.Ordinal);

    private static readonly string[] Families =
    [
        "$lib", "$browser", "$os", "$device", "$screen_", "$viewport_", "$session_", "$initial_", "$prev_pageview_", "$sdk_", "$autocapture_", "$config_", "$geoip_", "$app_", "$client_", "$raw_", "$feature/",
        "$recording_", "$replay_", "$snapshot_", "$capture_", "$set_", "$plugins_",
    ];

    /// <summary>Click ids, which point at a person; the web client sends them all, mostly empty.</summary>
    private static readonly FrozenSet<string> Clicks = FrozenSet.ToFrozenSet(
        [
            "gclid", "gad_source", "gclsrc", "dclid", "gbraid", "wbraid", "fbclid", "msclkid", "twclid", "li_fat_id", "mc_cid", "igshid", "ttclid", "rdt_cid", "epik", "qclid", "sccid",
            "irclid", "_kx",
        ],
        StringComparer.Ordinal);

    /// <summary>False for a property that is none of the customer's.</summary>
    public static bool IsTaken(string name) =>
        Taken.Contains(name) || Clicks.Contains(name) || name.StartsWith("utm_", StringComparison.Ordinal)
        || (name.StartsWith('$') && Array.Exists(Families, family => name.StartsWith(family, StringComparison.Ordinal)));
}
