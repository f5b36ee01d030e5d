using Footfall.Notices.Schedules;

namespace Footfall.Notices.Rules;

/// <summary>A report by the clock or an alert, as it was configured.</summary>
/// <param name="Schedule">Of a report; null: it is an alert.</param>
internal sealed record Notice(NoticeOutputs Outputs, WallSchedule? Schedule, AlertRule? Rule);
