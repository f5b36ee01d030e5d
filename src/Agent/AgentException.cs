namespace Footfall.Agent;

/// <summary>Something that the agent's owner can mend; the message says how, and has no word of any event in it.</summary>
public sealed class AgentException(string message) : Exception(message);
