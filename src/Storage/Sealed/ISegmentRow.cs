namespace Footfall.Storage.Sealed;

/// <summary>One row of a segment's <c>events</c>, in whatever form, by the names of columns. NULL, and what a column that is not there would hold, is null or empty.</summary>
public interface ISegmentRow
{
    string? Text(string column);

    /// <exception cref="InvalidCastException">The column is of another type; so all others.</exception>
    long? Integer(string column);

    ulong? Unsigned(string column);

    decimal? Amount(string column);

    bool? Flag(string column);

    Guid? Id(string column);

    /// <summary>UTC.</summary>
    DateTime? Time(string column);

    IReadOnlyList<KeyValuePair<string, string>> Texts(string column);

    IReadOnlyList<KeyValuePair<string, double>> Numbers(string column);
}
