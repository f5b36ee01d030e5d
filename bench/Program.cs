using Footfall.Bench;
using Footfall.Bench.Overview;
using Footfall.Bench.Traffic;

// What run.sh calls. Settings of the server come from FOOTFALL_ variables as they do in `footfall serve`; a figure is a line of tab-separated values on stdout.
return args switch
{
    ["serve"] => await BenchHost.ServeAsync(),
    ["project"] => await BenchProject.PrintKeyAsync(),
    ["sealed"] => SealedBench.PrintBody(),
    ["fill", var events] => await FillStore.RunAsync(Number(events)),
    ["drain", var events] => await DrainJournal.RunAsync(Number(events)),
    ["overview", var rounds] => await OverviewRun.RunAsync((int)Number(rounds)),
    ["start", var program, var rounds] => await StartTime.RunAsync(program, (int)Number(rounds)),
    ["sdk", var rounds] => await SdkClient.RunAsync((int)Number(rounds)),
    ["spread", .. var values] => Spread.Print(values),
    _ => Usage(),
};

static long Number(string text) => long.Parse(text, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("footfall-bench serve | project | sealed | fill EVENTS | drain EVENTS | overview ROUNDS | start PROGRAM ROUNDS | sdk ROUNDS | spread VALUES. See bench/run.sh.");
    return 2;
}
