namespace Footfall.Agent.Outputs;

/// <summary>What outputs need of their surroundings.</summary>
/// <param name="Console">Where stdout goes.</param>
/// <param name="Variable">Reads an environment variable: secrets are in none of the agent's files.</param>
public sealed record OutputMeans(TextWriter Console, HttpClient Http, Func<string, string?> Variable)
{
    /// <exception cref="AgentException">It is not set.</exception>
    public string Secret(string variable) => Variable(variable) is { Length: > 0 } secret ? secret : throw new AgentException($"The environment variable {variable} is not set.");
}
