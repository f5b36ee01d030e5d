using Footfall.DuckDb;

namespace Footfall.Storage.Events;

/// <summary>A write transaction on the writer's connection: all or nothing.</summary>
internal static class StoreTransaction
{
    /// <exception cref="DuckDbException">Something failed; whether a failed COMMIT is on disk after all is known when the file is read again.</exception>
    public static T Run<T>(DuckDbConnection connection, Func<T> work)
    {
        connection.Execute("BEGIN TRANSACTION");
        try
        {
            var result = work();
            using (var commit = connection.Prepare("COMMIT"))
                commit.Execute();
            return result;
        }
        catch
        {
            RollBack(connection);
            throw;
        }
    }

    /// <summary>Ends a transaction that failed. DuckDB may have ended it already, or be beyond answering: the caller's own error tells more.</summary>
    public static void RollBack(DuckDbConnection connection)
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (DuckDbException)
        {
            // The error that led here is on its way to the caller.
        }
    }
}
