using System.CommandLine;
using Footfall.Agent;
using Footfall.Agent.Keys;

namespace Footfall.Cli;

/// <summary><c>footfall keygen</c>: the key pairs of an agent, in a file that is its owner's alone.</summary>
internal static class KeygenCommand
{
    private const string UsualFile = "footfall-agent.key";

    public static Command Create()
    {
        var agent = new Option<string>("--agent") { Description = "What the agent is called in its vault's list of members, such as the machine's name.", Required = true };
        var file = new Option<string>("--out") { Description = "The file for its private keys; never written over.", DefaultValueFactory = _ => UsualFile };
        var command = new Command("keygen", "Make the keys of an agent, which reads sealed projects on a machine of yours; see docs/agent.md.") { agent, file };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(agent), parsed.GetRequiredValue(file), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string agent, string file, TextWriter output, TextWriter errors)
    {
        try
        {
            using var key = AgentKey.Generate(agent);
            AgentKeyFile.Write(file, key);
            output.WriteLine($"The private keys are in {file}. Whoever has that file reads what the agent may read: keep it on this machine.");
            output.WriteLine();
            output.WriteLine("Paste this line into the vault's page, under Agents:");
            output.WriteLine($"  {key.PublicLine}");
            output.WriteLine();
            output.WriteLine("The page has to show these eight words before you add the agent:");
            output.WriteLine($"  {key.Fingerprint}");
            return 0;
        }
        catch (AgentException refusal)
        {
            errors.WriteLine($"footfall: {refusal.Message}");
            return 1;
        }
    }
}
