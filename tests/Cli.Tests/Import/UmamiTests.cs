using System.IO.Compression;
using System.Text;
using Footfall.Cli.Import;
using Xunit;

namespace Footfall.Cli.Tests.Import;

public class UmamiTests
{
    private const string Header = "website_id,session_id,visit_id,event_id,hostname,browser,os,device,screen,language,country,region,city,url_path,url_query,utm_source,referrer_path,referrer_domain,page_title,event_type,event_name,distinct_id,created_at";
    private const string View = "w,s1,v1,0190a5b4-1234-7abc-8def-000000000001,example.org,crios,iOS 17,mobile,390x844,de-DE,DE,DE-BE,\"Berlin, Mitte\",/a,b=1,letter,/x,news.example,\"A \"\"title\"\"\",1,,,2026-11-22 10:15:00";
    private const string Click = "w,s1,v1,0190a5b4-1234-7abc-8def-000000000002,example.org,crios,iOS 17,mobile,390x844,de-DE,DE,,,/a,,,,,,2,Signup,user-1,2026-11-22T10:16:00.500Z";

    [Fact]
    public async Task ARowIsAnEventWithAllThatItTells()
    {
        var rows = await Read.AllAsync(new Umami(null), $"{Header}\n{View}\n{Click}\n");

        var (view, click) = (rows[0].Events.Single(), rows[1].Events.Single());
        Assert.Equal((Guid.Parse("0190a5b4-1234-7abc-8def-000000000001"), "pageview", "https://example.org/a?b=1&utm_source=letter"), (view.Id, view.Name, view.Url));
        Assert.Equal(("A \"title\"", "https://news.example/x", "s1", "v1", (390, 844)), (view.Title, view.Referrer, view.Visitor, view.Session, view.Screen!.Value));
        Assert.Equal([("browser", "Chrome"), ("os", "iOS"), ("device", "Mobile"), ("country", "DE"), ("region", "DE-BE"), ("city", "Berlin, Mitte")], view.Enriched);
        Assert.Equal(("Signup", "user-1", "user-1", new DateTime(2026, 11, 22, 10, 16, 0, 500, DateTimeKind.Utc)), (click.Name, click.Visitor, click.User, click.Time));
    }

    [Fact]
    public async Task TheArchiveBringsPropertiesOfEvents()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            await Add(archive, "export/website_event.csv", $"{Header}\n{Click}\n");
            await Add(archive, "export/event_data.csv", "website_id,session_id,event_id,url_path,event_name,data_key,string_value,number_value,date_value,data_type,created_at,job_id\nw,s1,0190a5b4-1234-7abc-8def-000000000002,/a,Signup,plan,pro,,,1,x,\nw,s1,0190a5b4-1234-7abc-8def-000000000002,/a,Signup,seats,3,3,,2,x,\n");
        }

        file.Position = 0;

        var one = Assert.Single((await Read.AllAsync(new Umami(null), file)).Single().Events);
        Assert.Equal([("plan", "pro"), ("seats", 3.0)], one.Props);
    }

    [Fact]
    public async Task RowsThatCannotBeReadAreToldByTheirLine()
    {
        var broken = new[] { View.Replace("0190a5b4-1234-7abc-8def-000000000001", "none", StringComparison.Ordinal), View.Replace("2026-11-22 10:15:00", "then", StringComparison.Ordinal), View.Replace("example.org", "", StringComparison.Ordinal), "\"" };
        var rows = await Read.AllAsync(new Umami(null), $"{Header}\n{string.Join('\n', broken)}\n");

        Assert.Equal(["2: has no event_id that is a UUID", "3: has no time in created_at", "4: has no hostname: give it by --hostname", "6: has no event_id that is a UUID"], Read.Told(rows));
    }

    [Fact]
    public async Task ItGoesOnBehindARow()
    {
        var text = $"{Header}\n{View}\n{Click}\n";

        Assert.Equal("Signup", (await Read.AllAsync(new Umami(null), text, new ImportPosition(1, 0))).Single().Events.Single().Name);
    }

    [Fact]
    public async Task AnotherFileIsRefused() =>
        Assert.Contains("has no column event_id", (await Assert.ThrowsAsync<CommandException>(() => Read.AllAsync(new Umami(null), "date,visitors\n2026-01-01,5\n"))).Message, StringComparison.Ordinal);

    private static async Task Add(ZipArchive archive, string name, string text)
    {
        await using var entry = archive.CreateEntry(name).Open();
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text));
    }
}
