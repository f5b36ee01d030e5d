using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Footfall.Notices.Sending;

/// <summary>A mail server. <c>smtps://</c> begins encrypted, <c>smtp://</c> turns to encryption (STARTTLS), which only a server on this machine may lack. Thread-safe.</summary>
/// <param name="user">Null: without signing in.</param>
public sealed class MailServer(Uri server, string? user, string? password)
{
    private const int SecurePort = 465;
    private const int SubmissionPort = 587;

    /// <summary>How long a server may take over one message.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private int Port => server.Port > 0 ? server.Port : server.Scheme == "smtps" ? SecurePort : SubmissionPort;

    private SecureSocketOptions Security => server.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect : server.IsLoopback ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls;

    public static bool IsAddress(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "smtp" or "smtps", Host.Length: > 0, AbsolutePath: "" or "/" };

    /// <exception cref="NoticeException">The message was not taken.</exception>
    public async Task SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new SmtpClient();
            await client.ConnectAsync(server.Host, Port, Security, patience.Token);
            if (user is not null) await client.AuthenticateAsync(user, password ?? "", patience.Token);
            await client.SendAsync(message, patience.Token);
            await client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception error) when (error is CommandException or ProtocolException or AuthenticationException or NotSupportedException or SslHandshakeException or IOException
            or System.Net.Sockets.SocketException or ParseException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new NoticeException($"The e-mail was not sent: {error.Message}");
        }
    }
}
