using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace TimeTracker.Accounts;

/// <summary>Who may sign in, and who has. In memory: an example forgets at its end. Thread-safe.</summary>
internal sealed class AccountBook
{
    private const int Iterations = 100_000;
    private const int MostAccounts = 10_000;
    private const int MostFailures = 5;

    private readonly ConcurrentDictionary<string, Account> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Guid> _sessions = new();

    /// <summary>Null: the name is taken, or there is no room.</summary>
    public Guid? Register(string name, string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var account = new Account(Guid.NewGuid(), salt, Hash(password, salt));
        return _accounts.Count < MostAccounts && _accounts.TryAdd(name, account) ? account.Id : null;
    }

    /// <summary>A session, or why there is none: <c>unknown_user</c>, <c>wrong_password</c>, <c>locked</c>.</summary>
    public (string? Session, string? Refusal) SignIn(string name, string password)
    {
        if (!_accounts.TryGetValue(name, out var account)) return (null, "unknown_user");
        if (account.Failures >= MostFailures) return (null, "locked");
        if (!CryptographicOperations.FixedTimeEquals(Hash(password, account.Salt), account.Password))
        {
            account.Failures++;
            return (null, "wrong_password");
        }

        account.Failures = 0;
        var session = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _sessions[session] = account.Id;
        return (session, null);
    }

    public Guid? AccountOf(string? session) => session is not null && _sessions.TryGetValue(session, out var account) ? account : null;

    public void SignOut(string session) => _sessions.TryRemove(session, out _);

    private static byte[] Hash(string password, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, 32);

    private sealed record Account(Guid Id, byte[] Salt, byte[] Password)
    {
        public int Failures { get; set; }
    }
}
