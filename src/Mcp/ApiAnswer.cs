namespace Footfall.Mcp;

/// <param name="Body">JSON.</param>
public sealed record ApiAnswer(int Status, string Body)
{
    public bool IsGood => Status is >= 200 and < 300;
}
