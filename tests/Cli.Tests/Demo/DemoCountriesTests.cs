using Footfall.Cli.Demo;
using Footfall.Ingestion.Enrichment;
using Xunit;

namespace Footfall.Cli.Tests.Demo;

public sealed class DemoCountriesTests
{
    [Fact]
    public void AddressesAreInTheirCountry()
    {
        using var places = GeoDatabase.Open(null);
        Assert.True(places.IsPresent);
        var random = new DemoRandom(3);
        foreach (var country in DemoCountries.All)
        {
            var found = Enumerable.Range(0, 300).Select(_ => places.Find(country.Address(random))).ToArray();
            Assert.True(found.Count(place => place.Country == country.Code) > 290, country.Code);
            Assert.True(found.Select(place => place.City).Distinct().Count() >= Math.Min(2, country.Networks.Count), country.Code);
        }
    }
}
