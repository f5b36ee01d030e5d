namespace Footfall.Storage.Control;

/// <summary>A passkey that opens an account's keys in the browser. It does not sign anybody in, so the server needs no public key of it.</summary>
public sealed class PasskeyRow
{
    public required byte[] CredentialId { get; set; }

    public Guid AccountId { get; set; }

    public required string Name { get; set; }

    /// <summary>What the passkey's secret is asked for with: 32 bytes.</summary>
    public required byte[] PrfSalt { get; set; }

    public required byte[] WrappedKeys { get; set; }

    public DateTime CreatedAt { get; set; }
}
