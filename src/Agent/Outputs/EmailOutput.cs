using Footfall.Agent.Digests;
using Footfall.Notices;
using Footfall.Notices.Sending;
using MimeKit;

namespace Footfall.Agent.Outputs;

/// <summary>Sends the text by e-mail. What leaves this way is in clear for every mail server on its way; the owner of the keys decides that.</summary>
/// <param name="server">As <see cref="MailServer"/> takes it.</param>
/// <param name="passwordVariable">The environment variable with the user's password.</param>
public sealed class EmailOutput(Uri server, string from, IReadOnlyList<string> to, string? user, string? passwordVariable) : IOutput
{
    public async Task SendAsync(Report report, OutputMeans means, CancellationToken cancellation)
    {
        var password = user is null ? null : means.Secret(passwordVariable ?? throw new AgentException("The e-mail's user has no password_variable."));
        try
        {
            using var message = MessageOf(report);
            await new MailServer(server, user, password).SendAsync(message, cancellation);
        }
        catch (Exception error) when (error is NoticeException or ParseException)
        {
            throw new AgentException(error is NoticeException ? error.Message : $"The e-mail was not sent: {error.Message}");
        }
    }

    private MimeMessage MessageOf(Report report)
    {
        var message = new MimeMessage { Subject = report.Subject, Body = new TextPart("plain") { Text = report.Text } };
        message.From.Add(MailboxAddress.Parse(from));
        foreach (var address in to) message.To.Add(MailboxAddress.Parse(address));
        return message;
    }
}
