using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Reports;

public class AttributionTests
{
    private const string Day = "\"date_range\": [\"2024-03-01\", \"2024-03-01\"]";

    [Theory]
    [InlineData("\"by\": \"visit:source\"", "#/goal: Required property goal was not present.")]
    [InlineData("\"goal\": {\"goal\": \"None\"}", "#/goal/goal: The goal `None` is not configured for this site.")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"by\": \"event:name\"", "#/by: Credit goes to what visits have, such as visit:source or visit:entry_page, or to event:page: not to event:name.")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"by\": \"event:bot\"", "#/by: Credit goes to what visits have, such as visit:source or visit:entry_page, or to event:page: not to event:bot.")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"by\": \"event:props:plan\"", "#/by: Credit goes to what visits have, such as visit:source or visit:entry_page, or to event:page: not to event:props:plan.")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"by\": \"time:day\"", "#/by: A report cannot be broken down by time:day.")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"within\": \"week\"", "#/within: Invalid value \"week\": expected visit, visitor.")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"lookback_days\": 3", "#/lookback_days: Within a visit there is nothing to look back to: ask within \"visitor\", or leave it out.")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"within\": \"visitor\", \"lookback_days\": 0", "#/lookback_days: Invalid value 0: expected a whole number from 1 to 366.")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"convert\": {\"to\": \"euro\", \"rates\": {}}", "#/convert/to: Expected a currency such as \"EUR\".")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"convert\": {\"to\": \"EUR\"}", "#/convert/rates: Expected an object such as {\"USD\": 0.92}: what one unit of a currency is worth.")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"convert\": {\"to\": \"EUR\", \"rates\": {\"usd\": 1}}", "#/convert/rates: The name of each rate is a currency of three capital letters, such as USD.")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"convert\": {\"to\": \"EUR\", \"rates\": {\"USD\": 0}}", "#/convert/rates/USD: Expected a number above 0 and of at most 1000000000.")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"convert\": {\"to\": \"EUR\", \"rates\": {\"USD\": \"1\"}}", "#/convert/rates/USD: Expected a number above 0 and of at most 1000000000.")]
    [InlineData("\"goal\": {\"event\": \"buy\"}, \"convert\": {\"in\": \"EUR\"}", "#/convert/in: Only to, rates are known here.")]
    public void WhatCannotBeAskedIsRefusedByItsPath(string members, string error)
    {
        using var store = new QuestionStore([]).Identified();

        Assert.Equal([error], store.AskReport("attribution", $"{Day}, {members}"));
    }

    [Fact]
    public void AcrossVisitsNothingIsOwedWhereVisitorsAreKnownForADay()
    {
        using var store = new QuestionStore([]);

        var answer = Assert.Single(store.AskReport("attribution", $"{Day}, \"goal\": {{\"event\": \"buy\"}}, \"within\": \"visitor\""));

        Assert.StartsWith("#/within: Visitors of this project have a new id each day", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void OfManyValuesTheFirstAreNamedAndTheRestIsOne()
    {
        using var store = new QuestionStore(Enumerable.Range(0, 9).SelectMany(i => Enumerable.Range(0, i < 2 ? 3 - i : 1).Select(n =>
            Make.Event("10:00", "buy", (ulong)(i * 10 + n + 1)) with { Source = $"s{i}", Channel = "Referral", Amount = 10, Currency = "EUR" })));

        var lines = store.AskReport("attribution", $"{Day}, \"goal\": {{\"event\": \"buy\"}}, \"values\": 2");

        Assert.Equal(["totals: 12, 12, 12", "credit: 1, s0, 1, 3, 3, 3", "credit: 2, s1, 1, 2, 2, 2", "credit: 3, null, 7, 7, 7, 7", "revenue: 1, EUR, 30, 30, 30", "revenue: 2, EUR, 20, 20, 20", "revenue: 3, EUR, 70, 70, 70"], lines);
    }

    [Fact]
    public void OfVeryManyTouchesTheLatestAreLookedAt()
    {
        // 1,200 different pages a second apart, then a conversion.
        var views = Enumerable.Range(0, 1200).Select(i => Make.View("10:00", $"/{i}") with { Time = Make.At("10:00").AddSeconds(i) });
        using var store = new QuestionStore([.. views, Make.Event("10:30", "buy")]);

        var lines = store.AskReport("attribution", $"{Day}, \"goal\": {{\"event\": \"buy\"}}, \"by\": \"event:page\", \"values\": 1");

        Assert.Equal("totals: 1, 1, 1", lines[0]);
        Assert.Equal("credit: 2, null, 999, 1, 1, 0.999", lines[2]);
    }

    [Fact]
    public void CurrenciesAreConvertedByTheOwnersRatesAndWhatHasNoneIsTold()
    {
        using var store = new QuestionStore([
            Make.Event("10:00", "buy") with { Source = "Google", Channel = "Organic Search", Amount = 10, Currency = "EUR" },
            Make.Event("10:01", "buy", 2) with { Source = "Google", Channel = "Organic Search", Amount = 10.05m, Currency = "USD" },
            Make.Event("10:02", "buy", 3) with { Amount = -3, Currency = "CHF" },
        ]);

        var lines = store.AskReport("attribution", $"{Day}, \"goal\": {{\"event\": \"buy\"}}, \"convert\": {{\"to\": \"EUR\", \"rates\": {{\"USD\": 0.5}}}}");

        Assert.Equal(["converted: 1, 15.03, 15.03, 15.03", "not_converted: CHF, -3"], lines.Where(line => line.Contains("converted", StringComparison.Ordinal)));
    }
}
