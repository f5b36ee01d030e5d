using Footfall.Accounts.Tokens;
using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Storage.Live;

namespace Footfall.Cli.Sending;

/// <summary>
/// A token for this run: the one given, or one that is made in this machine's data directory and removed at the end. Who may write there
/// owns the server anyway.
/// </summary>
internal sealed class RunToken : IAsyncDisposable
{
    private readonly ControlDatabase? _database;
    private readonly TokenStore? _tokens;
    private readonly Guid _id;

    private RunToken(string value) => Value = value;

    private RunToken(string value, ControlDatabase database, TokenStore tokens, Guid id)
        : this(value)
    {
        _database = database;
        _tokens = tokens;
        _id = id;
    }

    public string Value { get; }

    /// <param name="name">Of the token, where one is made: the command.</param>
    /// <exception cref="CommandException">No token is given and there is no server's data on this machine.</exception>
    public static async Task<RunToken> TakeAsync(string name, string? given, string dataDirectory, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(given)) return new RunToken(given);
        if (!File.Exists(Path.Combine(dataDirectory, "control.sqlite")))
        {
            throw new CommandException(
                $"There is no server's data in {dataDirectory}, so no token can be made. Give one by --token, or name the data directory in FOOTFALL_DATA.");
        }

        var database = ControlDatabase.Open(dataDirectory);
        var tokens = new TokenStore(database, TimeProvider.System, new AccessChanges());
        await using var control = database.Connect();
        var (row, value) = await tokens.CreateAsync(control, name, Scopes.Read | Scopes.Write | Scopes.Manage, null, null, cancellation);
        return new RunToken(value, database, tokens, row.Id);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is null || _tokens is null) return;
        await using var control = _database.Connect();
        await _tokens.RemoveAsync(control, _id, CancellationToken.None);
    }
}
