using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Footfall.Server.Remote;

/// <summary>Asks the server for data in the browser's place. Only named headers pass, in both directions.</summary>
internal sealed class RemoteProxy(RemoteServer server, RemoteCookie cookie, HttpMessageInvoker client)
{
    private static readonly string[] Asked = ["Accept", "Accept-Encoding", "X-CSRF-Token", "If-None-Match"];

    public async Task ForwardAsync(HttpContext context, Uri address)
    {
        using var question = Question(context.Request, address);
        HttpResponseMessage answer;
        try
        {
            answer = await client.SendAsync(question, context.RequestAborted);
        }
        catch (HttpRequestException failure)
        {
            await RemoteProblem.Unreachable(server, failure).ExecuteAsync(context);
            return;
        }

        using (answer)
        {
            if (RemoteAnswer.Refuse(answer) is { } found) await RemoteProblem.NotData(server, $"{question.Method} {address.AbsolutePath}", found).ExecuteAsync(context);
            else await PassAsync(context, answer);
        }
    }

    private HttpRequestMessage Question(HttpRequest request, Uri address)
    {
        var question = new HttpRequestMessage(new HttpMethod(request.Method), address);
        foreach (var name in Asked.Where(request.Headers.ContainsKey)) question.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)request.Headers[name]);
        question.Headers.TryAddWithoutValidation("User-Agent", $"footfall-dashboard/{ProductVersion.Text}");
        if (cookie.ToServer(request.Cookies) is { } session) question.Headers.TryAddWithoutValidation("Cookie", session);
        // What the guard has let in came from this program's pages: for the server they are its own.
        if (request.Headers.Origin.Count > 0) question.Headers.TryAddWithoutValidation("Origin", server.Origin);
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true) return question;
        question.Content = new StreamContent(request.Body);
        question.Content.Headers.ContentLength = request.ContentLength;
        if (request.ContentType is { } type) question.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return question;
    }

    private async Task PassAsync(HttpContext context, HttpResponseMessage answer)
    {
        var response = context.Response;
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, value) in RemoteAnswer.Headers(answer)) response.Headers[name] = value;
        if (answer.Headers.TryGetValues("Set-Cookie", out var set) && cookie.ToBrowser(set) is { } session) response.Headers.SetCookie = session;
        if (RemoteAnswer.HasNoBody(answer)) return;
        response.ContentType = RemoteAnswer.ContentType(answer);
        if (HttpMethods.IsHead(context.Request.Method)) return;
        try
        {
            await answer.Content.CopyToAsync(response.Body, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
        }
    }
}
