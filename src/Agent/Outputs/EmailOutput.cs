using Footfall.Agent.Digests;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Footfall.Agent.Outputs;

/// <summary>Sends the text by e-mail. What leaves this way is in clear for every mail server on its way; the owner of the keys decides that.</summary>
/// <param name="server"><c>smtps://</c> begins encrypted, <c>smtp://</c> turns to encryption (STARTTLS), which only a server on this machine may lack.</param>
/// <param name="passwordVariable">The environment variable with the user's password.</param>
public sealed class EmailOutput(Uri server, string from, IReadOnlyList<string> to, string? user, string? passwordVariable) : IOutput
{
    private const int SecurePort = 465;
    private const int SubmissionPort = 587;

    public async Task SendAsync(Report report, OutputMeans means, CancellationToken cancellation)
    {
        var password = user is null ? "" : means.Secret(passwordVariable ?? throw new AgentException("The e-mail's user has no password_variable."));
        try
        {
            using var message = MessageOf(report);
            using var client = new SmtpClient();
            await client.ConnectAsync(server.Host, Port, Security, cancellation);
            if (user is not null) await client.AuthenticateAsync(user, password, cancellation);
            await client.SendAsync(message, cancellation);
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception error) when (error is CommandException or ProtocolException or AuthenticationException or NotSupportedException or SslHandshakeException or IOException
            or System.Net.Sockets.SocketException or ParseException)
        {
            throw new AgentException($"The e-mail was not sent: {error.Message}");
        }
    }

    private int Port => server.Port > 0 ? server.Port : server.Scheme == "smtps" ? SecurePort : SubmissionPort;

    private SecureSocketOptions Security => server.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect : server.IsLoopback ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls;

    private MimeMessage MessageOf(Report report)
    {
        var message = new MimeMessage { Subject = report.Subject, Body = new TextPart("plain") { Text = report.Text } };
        message.From.Add(MailboxAddress.Parse(from));
        foreach (var address in to) message.To.Add(MailboxAddress.Parse(address));
        return message;
    }
}
