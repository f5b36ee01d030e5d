namespace Footfall.DuckDb;

/// <summary>
/// Opening, preparing and binding report a text only. DuckDB begins it with the kind ("Binder Error: …"), which is read back here; kinds that those three
/// cannot meet are left out and come out as <see cref="DuckDbErrorType.Invalid"/>.
/// </summary>
internal static class ErrorTypeOfText
{
    private const string End = " Error:";

    public static DuckDbErrorType Find(string text)
    {
        var end = text.IndexOf(End, StringComparison.Ordinal);
        return end < 0 ? DuckDbErrorType.Invalid : Named(text[..end]);
    }

    private static DuckDbErrorType Named(string kind) => kind switch
    {
        "Binder" => DuckDbErrorType.Binder,
        "Catalog" => DuckDbErrorType.Catalog,
        "Connection" => DuckDbErrorType.Connection,
        "Constraint" => DuckDbErrorType.Constraint,
        "Conversion" => DuckDbErrorType.Conversion,
        "Dependency" => DuckDbErrorType.Dependency,
        "FATAL" => DuckDbErrorType.Fatal,
        "INTERNAL" => DuckDbErrorType.Internal,
        "INTERRUPT" => DuckDbErrorType.Interrupt,
        "Invalid Configuration" => DuckDbErrorType.InvalidConfiguration,
        "Invalid Input" => DuckDbErrorType.InvalidInput,
        "Invalid type" => DuckDbErrorType.InvalidType,
        "IO" => DuckDbErrorType.IO,
        "Missing Extension" => DuckDbErrorType.MissingExtension,
        "Not implemented" => DuckDbErrorType.NotImplemented,
        "Out of Memory" => DuckDbErrorType.OutOfMemory,
        "Out of Range" => DuckDbErrorType.OutOfRange,
        "Parameter Not Allowed" => DuckDbErrorType.ParameterNotAllowed,
        "Parameter Not Resolved" => DuckDbErrorType.ParameterNotResolved,
        "Parser" => DuckDbErrorType.Parser,
        "Permission" => DuckDbErrorType.Permission,
        "Serialization" => DuckDbErrorType.Serialization,
        "Settings" => DuckDbErrorType.Settings,
        "Syntax" => DuckDbErrorType.Syntax,
        "TransactionContext" => DuckDbErrorType.Transaction,
        _ => DuckDbErrorType.Invalid,
    };
}
