using System.CommandLine;
using Footfall.Cli;

return await new RootCommand("Footfall: self-hosted analytics that cannot betray its owner.")
{
    ServeCommand.Create(),
    SetupLinkCommand.Create(),
    HealthCommand.Create(),
    DemoCommand.Create(),
    ImportCommand.Create(),
    DashboardCommand.Create(),
    KeygenCommand.Create(),
    AgentCommand.Create(),
    McpCommand.Create(),
}.Parse(args).InvokeAsync();
