using System.Diagnostics;
using Xunit;

namespace Footfall.Privacy.Tests;

public class RedactorTests
{
    [Theory]
    [InlineData("4111111111111111", "[redacted:card]")]
    [InlineData("paid with 4111 1111 1111 1111 today", "paid with [redacted:card] today")]
    [InlineData("4111-1111-1111-1111", "[redacted:card]")]
    [InlineData("4111.1111.1111.1111", "[redacted:card]")]
    [InlineData("4111+1111+1111+1111", "[redacted:card]")]
    [InlineData("4111%201111%201111%201111", "[redacted:card]")]
    [InlineData("4111\u00A01111\u00A01111\u00A01111", "[redacted:card]")]
    [InlineData("378282246310005", "[redacted:card]")]
    [InlineData("3782 822463 10005", "[redacted:card]")]
    [InlineData("30569309025904", "[redacted:card]")]
    [InlineData("5555555555554444,5105105105105100", "[redacted:card],[redacted:card]")]
    [InlineData("6011111111111117", "[redacted:card]")]
    [InlineData("3530111333300000", "[redacted:card]")]
    [InlineData("4222222222222", "[redacted:card]")]
    [InlineData("6304000000000000", "[redacted:card]")]
    [InlineData("6222021234567890128", "[redacted:card]")]
    [InlineData("card=4111111111111111;exp=12/29", "card=[redacted:card];exp=12/29")]
    [InlineData("order 12 4111 1111 1111 1111", "order 12 [redacted:card]")]
    [InlineData("\u00bb4111111111111111\u00ab", "\u00bb[redacted:card]\u00ab")]
    [InlineData("%34111111111111111", "[redacted:card]")]
    public void CardNumbersAreTakenOut(string text, string expected) => Assert.Equal(expected, Redactor.Text(text));

    [Theory]
    [InlineData("4111111111111112")] // fails Luhn
    [InlineData("411111111111")] // twelve digits
    [InlineData("41111111111111111111")] // twenty digits
    [InlineData("1700000000003")] // a time in ms that happens to pass Luhn
    [InlineData("1732272000000")]
    [InlineData("1700000000000000")] // in µs
    [InlineData("2026-11-22T10:20:30.123456Z")]
    [InlineData("2026-11-22 10:20:30")]
    [InlineData("20261122102030")] // a date and time in one piece that fails Luhn
    [InlineData("0190a5b4-1234-7abc-8def-123456789012")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("12345678-1234-4234-8234-123456789012")]
    [InlineData("a4111111111111111")] // a part of a hexadecimal id
    [InlineData("4111111111111111f")]
    [InlineData("0.4111111111111111")] // a fraction
    [InlineData("+49 30 901820 1234")]
    [InlineData("+1 (415) 555-2671")]
    [InlineData("order 1234567890123")]
    [InlineData("0000000000000000")]
    [InlineData("8888888888888888")]
    [InlineData("52.5200066, 13.4049540")]
    [InlineData("192.168.100.200 10.0.0.1")]
    [InlineData("GA1.2.1234567890.1700000000")]
    [InlineData("978-3-16-148410-0")]
    public void WhatOnlyLooksLikeACardStays(string text) => Assert.Same(text, Redactor.Text(text));

    [Theory]
    [InlineData("123-45-6789", "[redacted:ssn]")]
    [InlineData("my ssn is 078 05 1120.", "my ssn is [redacted:ssn].")]
    [InlineData("123-45-6789, 219-09-9999", "[redacted:ssn], [redacted:ssn]")]
    [InlineData("123%2D45%2D6789", "[redacted:ssn]")]
    public void SocialSecurityNumbersAreTakenOut(string text, string expected) => Assert.Equal(expected, Redactor.Text(text));

    [Theory]
    [InlineData("123456789")]
    [InlineData("000-12-3456")]
    [InlineData("666-12-3456")]
    [InlineData("912-12-3456")]
    [InlineData("123-00-4567")]
    [InlineData("123-45-0000")]
    [InlineData("1123-45-6789")]
    [InlineData("123-45-67890")]
    [InlineData("123-45-6789-10")]
    [InlineData("10-123-45-6789")]
    [InlineData("123-45 6789")]
    [InlineData("2026-11-22")]
    [InlineData("415-555-2671")]
    public void WhatOnlyLooksLikeASocialSecurityNumberStays(string text) => Assert.Same(text, Redactor.Text(text));

    [Theory]
    [InlineData("jane@example.com", "[redacted:email]")]
    [InlineData("Hello jane.doe+news@mail.example.co.uk!", "Hello [redacted:email]!")]
    [InlineData("<jane@example.com>", "<[redacted:email]>")]
    [InlineData("mailto:jane@example.com?subject=hi", "mailto:[redacted:email]?subject=hi")]
    [InlineData("jane%40example.com", "[redacted:email]")]
    [InlineData("jane%2540example.com", "[redacted:email]")]
    [InlineData("j\u00fcrgen@m\u00fcller.de", "[redacted:email]")]
    [InlineData("jane@xn--mller-kva.xn--p1ai", "[redacted:email]")]
    [InlineData("a@b.co, c@d.io", "[redacted:email], [redacted:email]")]
    [InlineData("a@b@c.de", "a@[redacted:email]")]
    [InlineData("jane@example.com.", "[redacted:email].")]
    [InlineData("4111111111111111@example.com", "[redacted:email]")]
    [InlineData("jane\uFF20example.com", "[redacted:email]")]
    public void EmailAddressesAreTakenOut(string text, string expected) => Assert.Equal(expected, Redactor.Text(text));

    [Theory]
    [InlineData("@handle")]
    [InlineData("hello @ example.com")]
    [InlineData("user@localhost")]
    [InlineData("react@18.2.0")]
    [InlineData("logo@2x.png")]
    [InlineData("/@scope/package.name")]
    [InlineData("100% sure, 50%40")]
    [InlineData("@@@@")]
    public void WhatOnlyLooksLikeAnEmailAddressStays(string text) => Assert.Same(text, Redactor.Text(text));

    [Theory]
    [InlineData("?q=shoes&page=2", "?q=shoes&page=2")]
    [InlineData("?token=abc&page=2", "?token=[redacted:secret]&page=2")]
    [InlineData("?q=jane%40example.com", "?q=[redacted:email]")]
    [InlineData("?q=jane%40example.com%26admin%3D1", "?q=[redacted:email]%26admin%3D1")]
    [InlineData("?email=someone", "?email=[redacted:parameter]")]
    [InlineData("?gclid=EAIaIQ&utm_source=x", "?gclid=[redacted:parameter]&utm_source=x")]
    [InlineData("?%70assword=x", "?%70assword=[redacted:secret]")]
    [InlineData("?a=1;access_token=x", "?a=1;access_token=[redacted:secret]")]
    [InlineData("?password=", "?password=")]
    [InlineData("?flag&api_key=1", "?flag&api_key=[redacted:secret]")]
    [InlineData("?jane@example.com", "?[redacted:email]")]
    [InlineData("?card=4111+1111+1111+1111", "?card=[redacted:card]")]
    [InlineData("?next=%2Fa%3Ftoken%3Dx", "?next=%2Fa%3Ftoken%3Dx")]
    [InlineData("?member=42", "?member=[redacted:parameter]")]
    [InlineData("?", "?")]
    [InlineData("", "")]
    public void QueriesAreRedactedByNameAndByValue(string query, string expected) => Assert.Equal(expected, Redactor.Query(query, ["Member"]));

    [Theory]
    [InlineData("/users/jane@example.com/orders", "/users/[redacted:email]/orders")]
    [InlineData("/users/jane%40example.com", "/users/[redacted:email]")]
    [InlineData("/app#/login?password=x", "/app#/login?password=[redacted:secret]")]
    [InlineData("/cb#access_token=x&state=y", "/cb#access_token=[redacted:secret]&state=y")]
    [InlineData("/blog/2026/11/22", "/blog/2026/11/22")]
    public void PathsAreRedacted(string path, string expected) => Assert.Equal(expected, Redactor.Path(path));

    [Theory]
    [InlineData("password")]
    [InlineData("newPassword")]
    [InlineData("user.password")]
    [InlineData("PASSWD")]
    [InlineData("x-api-key")]
    [InlineData("apiKey")]
    [InlineData("access_token")]
    [InlineData("accessToken")]
    [InlineData("ACCESSTOKEN")]
    [InlineData("token")]
    [InlineData("client_secret")]
    [InlineData("Authorization")]
    [InlineData("cvv")]
    [InlineData("card_number")]
    [InlineData("creditCard")]
    [InlineData("ssn")]
    [InlineData("pin")]
    [InlineData("private-key")]
    [InlineData("userpassword2")]
    public void NamesOfSecretsHideTheirValues(string name) => Assert.Equal("[redacted:secret]", Redactor.Value(name, "anything"));

    [Theory]
    [InlineData("plan")]
    [InlineData("tokens_used")]
    [InlineData("token_count")]
    [InlineData("max_tokens")]
    [InlineData("password_strength")]
    [InlineData("passwordReset")]
    [InlineData("author")]
    [InlineData("pinned")]
    [InlineData("shipping")]
    [InlineData("secretary")]
    [InlineData("compass")]
    [InlineData("key")]
    [InlineData("keyboard")]
    [InlineData("card_type")]
    [InlineData("passenger")]
    [InlineData("")]
    public void OtherNamesKeepTheirValues(string name) => Assert.Equal("anything", Redactor.Value(name, "anything"));

    [Theory]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("1 ")]
    [InlineData("1111 ")]
    [InlineData("4")]
    [InlineData("%")]
    [InlineData("%25")]
    [InlineData("a.b@c.")]
    [InlineData("123-45-")]
    [InlineData("&=")]
    public void HostileTextTakesLinearTime(string unit)
    {
        var hostile = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length));
        var watch = Stopwatch.StartNew();

        Redactor.Text(hostile);
        Redactor.Query(hostile, ["member"]);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }
}
