using TimeTracker;

// See README.md: which server counts it is said by the settings Footfall:ApiBaseUrl and Footfall:Key.
await TimeTrackerApp.Build(args).RunAsync();
