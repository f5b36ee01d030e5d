namespace Footfall.Notices;

/// <summary>Something was not taken by whom it was sent to; the message says how to mend it. Trying again may help.</summary>
public sealed class NoticeException(string message) : Exception(message);
