namespace Footfall.Agent.Reading;

/// <summary>Which envelopes of an epoch were read, by the numbers that the server gave them. They come in rising order.</summary>
internal sealed class NumbersRead
{
    private readonly List<long> numbers = [];

    public void Add(long number)
    {
        if (numbers.Count == 0 || number > numbers[^1]) numbers.Add(number);
    }

    /// <summary>How many lie between two numbers, both included.</summary>
    public long Count(long first, long last) => Math.Max(0, Place(last + 1) - Place(first));

    private int Place(long number) => numbers.BinarySearch(number) is >= 0 and var found ? found : ~numbers.BinarySearch(number);
}
