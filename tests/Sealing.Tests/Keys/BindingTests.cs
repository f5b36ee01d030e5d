using Footfall.Sealing.Keys;
using Xunit;

namespace Footfall.Sealing.Tests.Keys;

public sealed class BindingTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private readonly KeyVectors _vectors = new();

    [Fact]
    public void NothingIsOpenedUnderAnotherBinding()
    {
        using var key = _vectors.Key("sealing");
        foreach (var (name, binding) in _vectors.Bindings)
        {
            var wrapped = Wrapping.Wrap(Secret, binding, [1, 2, 3]);
            var box = SealedBox.Seal(key, binding, [1, 2, 3]);
            foreach (var (other, otherBinding) in _vectors.Bindings)
            {
                Assert.Equal(name == other, Wrapping.Unwrap(Secret, otherBinding, wrapped) is not null);
                Assert.Equal(name == other, SealedBox.Open(key, otherBinding, box) is not null);
            }
        }
    }

    [Fact]
    public void VersionOwnerAndIdAreBound()
    {
        Guid a = Guid.NewGuid(), b = Guid.NewGuid();
        Binding[] bindings =
        [
            Binding.OfVaultKey(a, 1, b), Binding.OfVaultKey(a, 2, b), Binding.OfVaultKey(b, 1, a), Binding.OfVaultKey(a, 1, a),
            Binding.OfDocument(a, "ab", "c", 1, b, 1), Binding.OfDocument(a, "a", "bc", 1, b, 1), Binding.OfDocument(a, "ab", "c", 2, b, 1), Binding.OfPasskey(a, [1]), Binding.OfPasskey(a, [1, 0]), Binding.OfPasskey(a, []),
        ];
        Assert.Equal(bindings.Length, bindings.Select(binding => Convert.ToHexString(binding.Bytes)).Distinct().Count());
    }

    [Fact]
    public void AnIdThatIsTooLongIsNotCutOff()
    {
        Assert.Throws<OverflowException>(() => Binding.OfPasskey(Guid.NewGuid(), new byte[65_536]));
        Assert.Throws<OverflowException>(() => Binding.OfDocument(Guid.NewGuid(), new string('k', 256), "", 1, Guid.NewGuid(), 1));
    }
}
