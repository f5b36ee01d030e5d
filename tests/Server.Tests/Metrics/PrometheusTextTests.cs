using System.Diagnostics.Metrics;
using Footfall.Server.Metrics;
using Xunit;

namespace Footfall.Server.Tests.Metrics;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly MetricsRegistry registry = new();
    private readonly Meter meter = new("Footfall.Tests." + Guid.NewGuid());

    public void Dispose()
    {
        meter.Dispose();
        registry.Dispose();
    }

    [Fact]
    public void ACounterHasItsLabelsAndEndsInTotal()
    {
        var counter = meter.CreateCounter<long>("things", description: "Things that happened.");
        counter.Add(2, new KeyValuePair<string, object?>("kind", "a\"b\\c\nd"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "a\"b\\c\nd"));
        var text = Write();
        Assert.Contains("# HELP things_total Things that happened.\n# TYPE things_total counter\n", text, StringComparison.Ordinal);
        Assert.Contains("""things_total{kind="a\"b\\c\nd"} 5""", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AHistogramsBucketsAddUp()
    {
        var histogram = meter.CreateHistogram<double>("wait_seconds", "s");
        histogram.Record(0.002);
        histogram.Record(0.002);
        histogram.Record(99);
        var text = Write();
        Assert.Contains("wait_seconds_bucket{le=\"0.001\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("wait_seconds_bucket{le=\"0.0025\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("wait_seconds_bucket{le=\"30\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("wait_seconds_bucket{le=\"+Inf\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("wait_seconds_count 3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ALabelFromOutsideCannotGrowTheServer()
    {
        var counter = meter.CreateCounter<long>("many");
        for (var i = 0; i < 5_000; i++) counter.Add(1, new KeyValuePair<string, object?>("kind", i));
        var series = registry.Collect().Single(s => s.Instrument == counter);
        Assert.Equal(InstrumentSeries.MostSeries + 1, series.All.Count);
        Assert.Equal(5_000, series.All.Sum(s => s.Value));
    }

    [Fact]
    public void AGaugeShowsItsLastValue()
    {
        var value = 1.0;
        meter.CreateObservableGauge("depth", () => value);
        Assert.Contains("depth 1\n", Write(), StringComparison.Ordinal);
        value = 2.5;
        Assert.Contains("depth 2.5\n", Write(), StringComparison.Ordinal);
    }

    private string Write() => PrometheusText.Write([.. registry.Collect().Where(s => s.Instrument.Meter == meter)]);
}
