using System.Text;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

/// <summary>What the tests of dialects ask of the host again and again.</summary>
internal static class Stored
{
    public const string Columns =
        "name, client_visitor, user_id, session, hostname, path, url_query, title, referrer, source, country, props, numbers, groups, revenue_amount, revenue_currency, interactive, bot_reason, library, language, screen_width";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The only row of a name.</summary>
    public static IReadOnlyDictionary<string, string?> Of(this IEnumerable<IReadOnlyDictionary<string, string?>> rows, string name) => Assert.Single(rows, row => row["name"] == name);

    /// <summary>Sends a recording; each answer has the status, and its body is returned.</summary>
    public static async Task<List<string>> ReplayAsync(this CollectHost host, string recording, string prefix = "", int status = 200)
    {
        var answers = new List<string>();
        foreach (var request in Recording.Of(recording, prefix))
        {
            using (request)
            {
                using var answer = await host.Client.SendAsync(request, Cancellation);
                var text = await answer.Content.ReadAsStringAsync(Cancellation);
                Assert.True(status == (int)answer.StatusCode, $"{request.RequestUri}: {(int)answer.StatusCode} {text}");
                answers.Add(text);
            }
        }

        return answers;
    }

    public static async Task<(int Status, string Text)> TellAsync(this CollectHost host, string path, string body, params (string Name, string Value)[] headers)
    {
        using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(body), path, headers);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
