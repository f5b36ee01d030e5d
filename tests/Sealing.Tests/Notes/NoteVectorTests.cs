using System.Text.Json;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Notes;
using Xunit;

namespace Footfall.Sealing.Tests.Notes;

/// <summary>schema/vectors/notes.json, which the TypeScript twin reads as well.</summary>
public sealed class NoteVectorTests
{
    private readonly JsonElement vectors = Vectors.Read("notes.json");

    [Fact]
    public void TheNotesAreOpened()
    {
        using var key = HpkeKey.FromPrivate(vectors.Hex("epochPrivate"));
        using var opener = new NoteOpener(key, vectors.Hex("project"), vectors.Hex("epoch"));
        var notes = vectors.GetProperty("notes").EnumerateArray().ToList();
        Assert.NotEmpty(notes);
        foreach (var vector in notes)
        {
            Assert.Equal(Refusal.None, Envelope.Read(vector.Hex("envelope"), out var envelope));
            var said = vector.GetProperty("says");
            var expected = new Note
            {
                Received = DateTime.UnixEpoch.AddMilliseconds(said.GetProperty("received").GetInt64()),
                Country = said.GetProperty("country").GetString(),
                Region = said.GetProperty("region").GetString(),
                City = said.GetProperty("city").GetString(),
                Visitor = said.GetProperty("visitor").GetString() is { } visitor ? Convert.ToUInt64(visitor, 16) : null,
                BotReason = said.GetProperty("bot_reason").GetString(),
                OptedOut = said.GetProperty("opted_out").GetBoolean(),
            };
            Assert.Equal(expected, opener.Open(envelope!, vector.Hex("note")));
        }
    }
}
