using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Footfall.Privacy;

/// <summary>
/// Tells from a name whether its value is a secret. Names are read as words (<c>accessToken</c>, <c>access-token</c> and <c>access_token</c> are the same), so that
/// <c>tokens_used</c> and <c>password_strength</c> keep their values. Answers are remembered, within bounds.
/// </summary>
public static class SensitiveNames
{
    private const int Remembered = 4096;
    private const int LongestRemembered = 64;

    private static readonly ConcurrentDictionary<string, bool> Answers = new(StringComparer.Ordinal);

    /// <summary>A value named with one of these anywhere is a secret.</summary>
    private static readonly FrozenSet<string> Words = Set(
        "password", "passwords", "passwd", "passwort", "kennwort", "passcode", "passphrase", "pwd", "secret", "secrets", "credential", "credentials", "authorization",
        "cvv", "cvv2", "cvc", "cvc2", "ssn", "jwt", "otp", "totp");

    /// <summary>These only as the last word: <c>token</c>, but not <c>token_count</c>.</summary>
    private static readonly FrozenSet<string> LastWords = Set("token", "auth", "pin", "pass", "apikey", "bearer");

    /// <summary>Two words that are a secret together, at the end.</summary>
    private static readonly FrozenSet<string> Pairs = Set(
        "api key", "private key", "secret key", "access key", "auth key", "encryption key", "signing key", "session key", "auth code", "authorization code",
        "security code", "verification code", "card number", "cc number", "credit card", "card no", "social security", "security number");

    /// <summary>Secrets also where their words are written as one.</summary>
    private static readonly string[] Joined =
        ["password", "passwd", "passphrase", "apikey", "accesstoken", "refreshtoken", "authtoken", "sessiontoken", "csrftoken", "resettoken", "bearertoken",
            "clientsecret", "secretkey", "privatekey", "creditcard", "cardnumber", "securitycode", "socialsecurity"];

    /// <summary>A name that ends so tells about a secret, not the secret.</summary>
    private static readonly FrozenSet<string> Harmless = Set(
        "count", "counts", "length", "len", "strength", "type", "kind", "used", "usage", "reset", "changed", "enabled", "required", "visible", "shown", "expired",
        "valid", "policy", "attempts", "error", "errors", "field", "form", "page", "method", "score");

    /// <summary>Query parameters whose values are hidden although their names are no secret's: addresses, one-time codes, sessions, and click ids, which point at a person.</summary>
    private static readonly FrozenSet<string> ListedParameters = Set(
        "email", "e-mail", "mail", "phone", "tel", "mobile", "code", "session", "sessionid", "session_id", "sid", "jsessionid", "phpsessid", "sig", "signature", "hmac",
        "nonce", "ticket", "samlresponse", "gclid", "gbraid", "wbraid", "dclid", "fbclid", "msclkid", "twclid", "ttclid", "li_fat_id", "yclid", "igshid", "epik",
        "sccid", "rdt_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "vero_id", "oly_enc_id", "wickedid", "_openstat");

    /// <summary>True where the value of a field, prop or parameter of this name is hidden whole.</summary>
    public static bool IsSecret(string name)
    {
        if (name.Length > LongestRemembered) return Judge(name);
        if (Answers.TryGetValue(name, out var known)) return known;
        var answer = Judge(name);
        if (Answers.Count < Remembered) Answers.TryAdd(name, answer);
        return answer;
    }

    internal static bool IsListed(string parameter) => ListedParameters.Contains(parameter);

    private static bool Judge(string name)
    {
        var words = Split(name);
        if (words.Count == 0 || Harmless.Contains(words[^1])) return false;
        if (words.Exists(Words.Contains) || LastWords.Contains(words[^1])) return true;
        if (words.Count > 1 && Pairs.Contains($"{words[^2]} {words[^1]}")) return true;
        var joined = string.Concat(words);
        return Array.Exists(Joined, part => joined.Contains(part, StringComparison.Ordinal));
    }

    private static List<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var inWord = i < name.Length && char.IsLetterOrDigit(name[i]);
            var hump = inWord && i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
            if (inWord && !hump) continue;
            if (i > start) words.Add(name[start..i].ToLowerInvariant());
            start = hump ? i : i + 1;
        }

        return words;
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
