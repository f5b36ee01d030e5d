using System.Text;
using System.Text.Json;
using Xunit;

namespace Footfall.Server.Tests;

/// <summary>What must be redacted is planted in every field of events, in many forms; no file of the data directory has it afterwards.</summary>
public sealed class PlantedSecretsTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Planted = "plantedzq7";
    private const string Kept = "keptzq7";
    private const string Link = $"https://{Planted}:{Planted}@shop.example/{Kept}?plan=pro&token={Planted}&member[]={Planted}#/route?secret={Planted}";

    private static readonly string[] Secrets =
    [
        Link,
        Uri.EscapeDataString(Link),
        Uri.EscapeDataString(Uri.EscapeDataString(Link)),
        $"shop.example/{Kept}?access_token={Planted}",
        $"//{Planted}:{Planted}@shop.example/{Kept}",
        $"write to {Planted}@mail.example",
        $"/u/{Planted}%40mail.example/{Kept}",
        $"/u/{Planted}%2540MAIL.example/{Kept}",
        $"my password={Planted} is {Kept}",
        $$"""{"password":"{{Planted}}","plan":"{{Kept}}"}""",
        $"eyJ{Planted}abcdef.eyJ{Planted}abcdef.{Planted}",
        $"Bearer {Planted}{Planted}",
        $"sk_live_{Planted}{Planted}",
    ];

    [Fact]
    public async Task NoFileHasWhatIsRedacted()
    {
        var project = await server.CreateProjectAsync("planted.example");
        using (var machine = server.NewMachine())
        {
            using var body = new StringContent("""{"redacted_parameters":["member"]}""", Encoding.UTF8, "application/json");
            using var answer = await machine.PatchAsync(new Uri($"/api/v1/projects/{project["id"]}", UriKind.Relative), body, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        await server.CollectAsync(project, [.. Secrets.Select(Event)]);

        var files = Directory.GetFiles(server.Folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0).ToList();
        Assert.Contains(files, file => Has(file, Kept));
        Assert.DoesNotContain(files, file => Has(file, Planted));
    }

    private static string Event(string secret) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["name"] = secret.Length > 120 ? "long" : secret,
        ["url"] = $"https://example.org/{Kept}?to={Uri.EscapeDataString(secret)}&token={Planted}&utm_campaign={Uri.EscapeDataString(secret)}#/r?member={Planted}",
        ["title"] = secret,
        ["referrer"] = secret,
        ["library"] = secret.Length > 64 ? "long" : secret,
        ["groups"] = new Dictionary<string, string> { ["account"] = secret, ["token"] = Planted },
        ["unknown"] = secret,
        ["props"] = new Dictionary<string, object>
        {
            ["link"] = secret,
            ["token"] = Planted,
            [secret] = 1,
            ["first_touch.referrer"] = secret,
            ["list"] = new object[] { secret, new Dictionary<string, string> { ["pin"] = Planted } },
            ["nested"] = new Dictionary<string, object> { ["password"] = new Dictionary<string, string> { ["value"] = Planted }, ["text"] = secret },
        },
    });

    private static bool Has(string path, string text)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        var span = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        return span.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || span.IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;
    }
}
