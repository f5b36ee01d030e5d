using System.Runtime.CompilerServices;

namespace Footfall.Storage.Events.Duplicates;

/// <summary>
/// A Bloom filter whose bits for one key all lie in one cache line: 16 bits a key, 8 bits set, about one false positive in 800 when full. It never
/// forgets a key. Not thread-safe.
/// </summary>
internal sealed class BlockedBloom
{
    private const int BitsPerKey = 16;
    private const int WordsPerBlock = 8;

    private readonly ulong[] words;
    private readonly uint blocks;

    public BlockedBloom(int capacity)
    {
        Capacity = capacity;
        blocks = (uint)Math.Max(1, capacity / (64 * WordsPerBlock / BitsPerKey));
        words = new ulong[blocks * WordsPerBlock];
    }

    public int Capacity { get; }

    public int Count { get; private set; }

    public bool IsFull => Count >= Capacity;

    public long Bytes => words.LongLength * sizeof(ulong);

    public void Add(UInt128 hash)
    {
        Count++;
        var block = Block(hash);
        var bits = (ulong)(hash >> 64);
        for (var word = 0; word < WordsPerBlock; word++, bits >>= 6)
            block[word] |= 1UL << (int)(bits & 63);
    }

    public bool MayContain(UInt128 hash)
    {
        var block = Block(hash);
        var bits = (ulong)(hash >> 64);
        for (var word = 0; word < WordsPerBlock; word++, bits >>= 6)
        {
            if ((block[word] >> (int)(bits & 63) & 1) == 0)
                return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<ulong> Block(UInt128 hash)
    {
        var block = (uint)(((ulong)(uint)hash * blocks) >> 32);
        return words.AsSpan((int)block * WordsPerBlock, WordsPerBlock);
    }
}
