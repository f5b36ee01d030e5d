namespace Footfall.Server.Tests.Contract;

/// <summary>One request and the status that it must be answered. <c>{names}</c> in address, body and headers stand for what earlier answers told.</summary>
/// <param name="Operation">As the document writes it; its path is the address unless <see cref="Address"/> says otherwise.</param>
internal sealed record Exchange(string Operation, int Status, string? Body = null)
{
    public string? Address { get; init; }

    public Caller As { get; init; }

    public string Type { get; init; } = "application/json";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Names for members of the answer, as <c>goal=id</c>.</summary>
    public string? Learn { get; init; }

    /// <summary>How often it may be sent until the status comes: for limits.</summary>
    public int Times { get; init; } = 1;

    public override string ToString() => $"{Operation} {Status}{(Address is null ? "" : $" ({Address})")} as {As}{(Body is null ? "" : $" with {(Body.Length > 100 ? Body[..100] : Body)}")}";
}
