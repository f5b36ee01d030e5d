namespace Footfall.Client;

/// <summary>Sends requests. <see cref="HttpTransport"/> is the usual one, <see cref="Testing.TestTransport"/> that of tests.</summary>
public interface IFootfallTransport
{
    /// <summary>Sends one request; called by one thread at a time. Throws, whatever it likes, where there was no answer.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="cancellationToken">Cancelled when the attempt has taken too long, or the program ends.</param>
    ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken);
}
