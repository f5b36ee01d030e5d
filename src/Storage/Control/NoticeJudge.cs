using System.Text.Json;

namespace Footfall.Storage.Control;

/// <summary>Judges a notice's body before it is kept, and sends one as a test: who keeps notices knows neither mail servers nor rules, so the host says who does.</summary>
public sealed class NoticeJudge(Func<string, JsonElement, string, DefinitionFault?> judge, Func<Guid, CancellationToken, Task<IReadOnlyList<NoticeLetterRow>>> test)
{
    /// <summary>Null where the body may be kept.</summary>
    /// <param name="kind"><c>report</c> or <c>alert</c>.</param>
    public DefinitionFault? Judge(string kind, JsonElement body, string timeZone) => judge(kind, body, timeZone);

    /// <summary>Sends it now to all that it goes to, and tells what came of it.</summary>
    public Task<IReadOnlyList<NoticeLetterRow>> TestAsync(Guid notice, CancellationToken cancellation) => test(notice, cancellation);
}
