using Footfall.Accounts.Tokens;
using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Storage.Live;

namespace Footfall.Cli.Demo;

/// <summary>
/// A token for this run: the one given, or one that is made in this machine's data directory and removed at the end. Who may write there
/// owns the server anyway.
/// </summary>
internal sealed class DemoToken : IAsyncDisposable
{
    private readonly ControlDatabase? _database;
    private readonly TokenStore? _tokens;
    private readonly Guid _id;

    private DemoToken(string value) => Value = value;

    private DemoToken(string value, ControlDatabase database, TokenStore tokens, Guid id)
        : this(value)
    {
        _database = database;
        _tokens = tokens;
        _id = id;
    }

    public string Value { get; }

    /// <exception cref="DemoException">No token is given and there is no server's data on this machine.</exception>
    public static async Task<DemoToken> TakeAsync(string? given, string dataDirectory, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(given)) return new DemoToken(given);
        if (!File.Exists(Path.Combine(dataDirectory, "control.sqlite")))
        {
            throw new DemoException(
                $"There is no server's data in {dataDirectory}, so no token can be made. Give one by --token, or name the data directory in FOOTFALL_DATA.");
        }

        var database = ControlDatabase.Open(dataDirectory);
        var tokens = new TokenStore(database, TimeProvider.System, new AccessChanges());
        await using var control = database.Connect();
        var (row, value) = await tokens.CreateAsync(control, "footfall demo", Scopes.Read | Scopes.Write | Scopes.Manage, null, null, cancellation);
        return new DemoToken(value, database, tokens, row.Id);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is null || _tokens is null) return;
        await using var control = _database.Connect();
        await _tokens.RemoveAsync(control, _id, CancellationToken.None);
    }
}
