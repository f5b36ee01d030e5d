using System.Text.Json;
using Footfall.Sealing.Keys;
using Xunit;

namespace Footfall.Sealing.Tests.Keys;

public sealed class RecoveryKeyTests
{
    private readonly JsonElement _vector = Vectors.Read("keys.json").GetProperty("recovery");

    private string Text => _vector.GetProperty("text").GetString()!;

    [Fact]
    public void TheTextIsTheSameInBothLanguages()
    {
        using var key = new RecoveryKey(_vector.Hex("key"));
        Assert.Equal(Text, key.Text());
        Assert.Equal(_vector.Hex("login"), key.LoginKey());
        Assert.NotEqual(key.LoginKey(), key.Secret());
    }

    [Fact]
    public void WhatIsPrintedIsReadHoweverItIsTyped()
    {
        for (var i = 0; i < 100; i++)
        {
            using var key = RecoveryKey.Generate();
            foreach (var typed in (string[])[key.Text(), key.Text().ToLowerInvariant().Replace('-', ' '), $" {key.Text().Replace("-", "", StringComparison.Ordinal)}\n", key.Text().Replace('0', 'o').Replace('1', 'l')])
            {
                using var read = RecoveryKey.Read(typed);
                Assert.Equal(key.Secret(), read!.Secret());
            }
        }
    }

    [Fact]
    public void ASlipOfThePenIsTold()
    {
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] == '-') continue;
            Assert.Null(RecoveryKey.Read(Text.Remove(i, 1)));
            Assert.Null(RecoveryKey.Read(Text.Insert(i, "7")));
            Assert.Null(RecoveryKey.Read(Text.Remove(i, 1).Insert(i, Text[i] == 'Z' ? "Y" : "Z")));
        }
        Assert.Null(RecoveryKey.Read(Text.Replace(Text[0], 'U')));
        Assert.Null(RecoveryKey.Read(""));
    }

    [Fact]
    public void OneLastLetterIsRightAndNoOther()
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        Assert.Single(alphabet, letter => RecoveryKey.Read(Text[..^1] + letter) is not null);
    }
}
