using Xunit;

namespace Footfall.Privacy.Tests;

/// <summary>Secrets in links that stand in titles, props and free text, and keys that are told by their looks.</summary>
public class RedactorOfLinksTests
{
    private const string WebToken = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

    [Theory]
    [InlineData("https://example.com/cb?token=abc&page=2", "https://example.com/cb?token=[redacted:secret]&page=2")]
    [InlineData("https://example.com/cb#access_token=abc", "https://example.com/cb#access_token=[redacted:secret]")]
    [InlineData("https://example.com/#/route?secret=abc&tab=1", "https://example.com/#/route?secret=[redacted:secret]&tab=1")]
    [InlineData("https://example.com/?member=42&plan=pro", "https://example.com/?member=[redacted:parameter]&plan=pro")]
    [InlineData("https://example.com/?MEMBER[]=42", "https://example.com/?MEMBER[]=[redacted:parameter]")]
    [InlineData("https://example.com/?email=jane", "https://example.com/?email=[redacted:parameter]")]
    [InlineData("https://example.com/?a=1;code=xyz;b=2", "https://example.com/?a=1;code=[redacted:parameter];b=2")]
    [InlineData("example.com/reset?token=abc", "example.com/reset?token=[redacted:secret]")]
    [InlineData("/reset?token=abc#top", "/reset?token=[redacted:secret]#top")]
    [InlineData("Reset (see https://example.com/?password=hunter2 now)", "Reset (see https://example.com/?password=[redacted:secret] now)")]
    [InlineData("[\"https://example.com/?token=abc\",\"b\"]", "[\"https://example.com/?token=[redacted:secret]\",\"b\"]")]
    [InlineData("<a href=\"/x?api_key=1\">", "<a href=\"/x?api_key=[redacted:secret]\">")]
    [InlineData("token=abc", "token=[redacted:secret]")]
    [InlineData("my password=hunter2 ok", "my password=[redacted:secret] ok")]
    [InlineData("password=\"correct horse\" ok", "password=\"[redacted:secret]\" ok")]
    [InlineData("[\"member=42&a=1\",\"token=\\\"x\\\"\"]", "[\"member=[redacted:parameter]&a=1\",\"token=\\\"[redacted:secret]\\\"\"]")]
    [InlineData("member=42&a=1", "member=[redacted:parameter]&a=1")]
    [InlineData("user[password]=x", "user[password]=[redacted:secret]")]
    [InlineData("https%3A%2F%2Fexample.com%2F%3Ftoken%3Dabc%26a%3D1", "https://example.com/?token=[redacted:secret]&a=1")]
    [InlineData("https%253A%252F%252Fexample.com%252F%253Fmember%253D42", "https://example.com/?member=[redacted:parameter]")]
    [InlineData("/out?to=https%3A%2F%2Fexample.com%2F%3Fcode%3Dabc", "/out?to=https://example.com/?code=[redacted:parameter]")]
    public void ParametersInTextAreRedacted(string text, string expected)
    {
        var clean = Redactor.Text(text, ["member"]);

        Assert.Equal(expected, clean);
        Assert.Same(clean, Redactor.Text(clean, ["member"]));
    }

    [Theory]
    [InlineData("https://example.com/?order=A-100200300&page=2")]
    [InlineData("https://example.com/?utm_source=mail&utm_campaign=spring%20sale")]
    [InlineData("https://example.com/?next=%2Fpricing%3Fplan%3Dpro")]
    [InlineData("https://example.com/?token=")]
    [InlineData("https://example.com/token/abc?tokens=3")]
    [InlineData("if (token == null) return")]
    [InlineData("zip code=12345 is no parameter")]
    [InlineData("a=b=c")]
    [InlineData("= token")]
    [InlineData("password: see below")]
    [InlineData("Total = 42.50 EUR")]
    [InlineData("member 42")]
    [InlineData("remember=42")]
    public void OtherParametersStay(string text) => Assert.Same(text, Redactor.Text(text, ["member"]));

    [Theory]
    [InlineData("""{"password":"hunter2","plan":"pro"}""", """{"password":"[redacted:secret]","plan":"pro"}""")]
    [InlineData("""sent {"user": {"api_key" : 1, "apiKey": -12e3 }}""", """sent {"user": {"api_key" : [redacted:secret], "apiKey": [redacted:secret] }}""")]
    [InlineData("""{ "password" : "x", "n" : 1 }""", """{ "password" : "[redacted:secret]", "n" : 1 }""")]
    [InlineData("{\"token\"\t\r\n :\n\t\"x\"}", "{\"token\"\t\r\n :\n\t\"[redacted:secret]\"}")]
    [InlineData("""["{\"token\" : \"abc\",\"x\":1}"]""", """["{\"token\" : \"[redacted:secret]\",\"x\":1}"]""")]
    [InlineData("""{"token" "x" : 1}""", """{"token" "x" : 1}""")]
    [InlineData("""{"token":"a\"b","x":"y"}""", """{"token":"[redacted:secret]","x":"y"}""")]
    [InlineData("""["{\"token\":\"abc\",\"x\":1}"]""", """["{\"token\":\"[redacted:secret]\",\"x\":1}"]""")]
    [InlineData("""["{\"token\":\"a\\\"b\",\"x\":1}"]""", """["{\"token\":\"[redacted:secret]\",\"x\":1}"]""")]
    [InlineData("""{"token":"cut off""", """{"token":"[redacted:secret]""")]
    [InlineData("%7B%22token%22%3A%22abc%22%7D", """{"token":"[redacted:secret]"}""")]
    public void FieldsOfJsonAreRedacted(string text, string expected)
    {
        var clean = Redactor.Text(text, []);

        Assert.Equal(expected, clean);
        Assert.Same(clean, Redactor.Text(clean, []));
    }

    [Theory]
    [InlineData("""{"password":true,"token":null,"tokens":3,"plan":"pro"}""")]
    [InlineData("""{"token":{"kind":"x"},"auth":["a"],"secret":""}""")]
    [InlineData("""he said "token": and left""")]
    public void OtherFieldsOfJsonStay(string text) => Assert.Same(text, Redactor.Text(text, []));

    [Theory]
    [InlineData("https://user:pass@host/path", "https://[redacted:secret]@host/path")]
    [InlineData("https://jane@example.com/", "https://[redacted:secret]@example.com/")]
    [InlineData("https://jane%40example.com:x@host", "https://[redacted:secret]@host")]
    [InlineData("//user:pass@host/path", "//[redacted:secret]@host/path")]
    [InlineData("postgres://user:p@ss@db:5432/app and ftp://a:b@c", "postgres://[redacted:secret]@db:5432/app and ftp://[redacted:secret]@c")]
    [InlineData("HTTPS://USER:PASS@HOST", "HTTPS://[redacted:secret]@HOST")]
    [InlineData("https%3A%2F%2Fuser%3Apass%40host", "https://[redacted:secret]@host")]
    public void UsersInLinksAreRedacted(string text, string expected)
    {
        var clean = Redactor.Text(text, []);

        Assert.Equal(expected, clean);
        Assert.Same(clean, Redactor.Text(clean, []));
    }

    [Theory]
    [InlineData("https://example.com/@jane")]
    [InlineData("https://maps.example/maps/@52.52,13.40,15z")]
    [InlineData("/assets//logo@2x.png")]
    [InlineData("https://@host/")]
    [InlineData("// see @jane")]
    public void OtherLinksStay(string text) => Assert.Same(text, Redactor.Text(text, []));

    [Theory]
    [InlineData(WebToken)]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.")]
    [InlineData("AK" + "IAIOSFODNN7EXAMPLE")]
    [InlineData("AS" + "IAIOSFODNN7EXAMPLE")]
    [InlineData("gh" + "p_abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("gh" + "s_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")]
    [InlineData("github" + "_pat_11ABCDEFG0abcdefghij_klmnopqrstuvwxyz")]
    [InlineData("glp" + "at-abcdefghij0123456789")]
    [InlineData("sk" + "_live_abcdefghijklmnop0123456789")]
    [InlineData("rk" + "_test_abcdefghijklmnop0123456789")]
    [InlineData("xo" + "xb-123456789-abcdefghijklmnop")]
    [InlineData("AI" + "zaabcdefghijklmnopqrstuvwxyz012345678")]
    [InlineData("sk" + "-proj-abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("fft" + "_abcdefghijklmnopqrstuvwxyz0123456789-_abcde")]
    [InlineData("Bearer abcdefghijklmnopqrstuvwxy2")]
    [InlineData("Bearer abcdefghijKlmnopqrstuvwxyz")]
    [InlineData("bearer ABCDEFGHIJKLMNOPQRSTUVWXY2==")]
    public void KeysAreToldByTheirLooks(string key)
    {
        Assert.Equal("[redacted:secret]", Redactor.Text(key, []).TrimEnd('.'));
        Assert.Equal("my key ([redacted:secret]) is", Redactor.Text($"my key ({key}) is", []).Replace(".)", ")", StringComparison.Ordinal));
        Assert.Equal("?a=[redacted:secret]&b=1", Redactor.Query($"?a={key}&b=1", []).Replace(".&", "&", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("eyJ")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9")] // one part is no token
    [InlineData("heyJoe.and.his.friends.from.far")] // in a word
    [InlineData("AKIA is a station in Tokyo")]
    [InlineData("AKIAIOSFODNN7EXAMPLEX")] // one too many
    [InlineData("AKIAiosfodnn7example")]
    [InlineData("task_live_abcdefghijklmnop0123456789")]
    [InlineData("pk_live_abcdefghijklmnop0123456789")] // is published by its owner
    [InlineData("ff_abcdefghijklmnop0123456789")] // and so is a write key
    [InlineData("sk-SK")]
    [InlineData("Bearer of bad news")]
    [InlineData("Bearer abcdefghijklmnopqrstuvwxyz")]
    [InlineData("Bearer INTERNATIONALIZATION-EFFORT")]
    [InlineData("The bearer Internationalization/Localization is")]
    [InlineData("eyJ...............")] // nothing but points
    [InlineData("SG.........................................")]
    [InlineData("glpat-....................")]
    [InlineData("Bearer ....................")]
    [InlineData("order ORD-2026-000123456")]
    [InlineData("2026-11-26T17:00:44.123Z")]
    [InlineData("1795348799000")]
    [InlineData("+49 30 901820-1234")]
    [InlineData("v1.22.333-rc.4+build.20261126")]
    [InlineData("EUR 1,234,567.89")]
    [InlineData("0190a5b4-1234-7abc-8def-123456789012")]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("GA1.2.123456789.1795348799")]
    public void WhatOnlyLooksLikeAKeyStays(string text)
    {
        Assert.Same(text, Redactor.Text(text, []));
        Assert.Same(text, Redactor.Query(text, []));
    }

    [Fact]
    public void CleanTextCostsNoMemory()
    {
        string[] texts = ["Pricing – Footfall 2026", "/docs/getting-started/2026/11", "https://example.com/a?plan=pro&page=2", "100%25 of%20it", "17,50 EUR"];
        const string query = "?utm_source=news%20letter&utm_campaign=spring&page=2&sort=price";
        // The framework's search for several words costs memory until the runtime has compiled it for good.
        var cost = Cost();
        for (var round = 0; cost > 0 && round < 5_000_000; round++) cost = Cost();
        Assert.Equal(0, cost);

        long Cost()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Take();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void Take()
        {
            foreach (var text in texts) Assert.True(ReferenceEquals(text, Redactor.Value("plan", text, [])));
            Assert.True(ReferenceEquals(query, Redactor.Query(query, [])));
            Assert.True(ReferenceEquals(texts[1], Redactor.Path(texts[1], [])));
        }
    }
}
