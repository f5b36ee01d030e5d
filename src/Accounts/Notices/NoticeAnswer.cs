using System.Text.Json;

namespace Footfall.Accounts.Notices;

/// <param name="Secret">Signs the webhook.</param>
/// <param name="Unsubscribed">Addresses that want no more; they are written to again once they are taken out of the notice and put in anew.</param>
/// <param name="AlarmedAt">Of an alert whose reason holds.</param>
public sealed record NoticeAnswer(
    Guid Id, string Kind, string Name, JsonElement Body, bool Enabled, string Secret, IReadOnlyList<string> Unsubscribed, DateTime CreatedAt, DateTime ChangedAt, string ChangedBy, DateTime? AlarmedAt);
