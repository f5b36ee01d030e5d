using System.Net;
using System.Text.Json.Nodes;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Signatures;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

/// <summary>A vault of a person's making, and its log as that person's browser keeps it.</summary>
internal sealed class Organisation : IDisposable
{
    private readonly HpkeKey firstKey = HpkeKey.Generate();

    private Organisation(Person owner)
    {
        Owner = owner;
        Log = new MembershipLog(Id);
    }

    public Guid Id { get; } = Guid.NewGuid();

    public Person Owner { get; }

    public SigningKey Root { get; } = SigningKey.Generate();

    public MembershipLog Log { get; }

    public string Path => $"/api/v1/vaults/{Id}";

    public static async Task<Organisation> CreateAsync(Person owner, string kind = "organisation")
    {
        var made = new Organisation(owner);
        var first = owner.Writer.Create(made.Id, owner.Keys.Sealing, made.Root, made.firstKey);
        await owner.PostAsync("/api/v1/vaults", Person.VaultBody(made.Id, first, kind));
        made.Take(first);
        return made;
    }

    public async Task<Guid> CreateProjectAsync()
    {
        var id = Guid.NewGuid();
        await Owner.PostAsync("/api/v1/projects", new { name = "Sealed", mode = "sealed", id, vault = Id, epoch = Person.EpochBody(id, Root, version: Log.VaultKeys.Count) });
        return id;
    }

    /// <summary>Invites somebody, who accepts by making an account.</summary>
    public async Task<Person> InviteAsync(RunningServer server, string email, string role)
    {
        var token = (string)(await Owner.PostAsync($"{Path}/invitations", new { email, role }))["token"]!;
        return await Person.AcceptAsync(server, token);
    }

    /// <summary>Adds somebody who has accepted, with every key of the vault.</summary>
    public async Task AddAsync(Person person, Role role)
    {
        var entry = Owner.Writer.Add(Log, new Member(person.Id, role, person.Keys.Sealing.Public.ToArray(), person.Keys.Signing.Public.ToArray()));
        await Owner.PostAsync($"{Path}/log", new { entries = new[] { Body(entry) }, sealed_keys = Enumerable.Range(1, Log.VaultKeys.Count).Select(version => Key(person.Id, version)) }, HttpStatusCode.OK);
        Take(entry);
    }

    /// <summary>What removes a member: both entries, the new key for those who stay, and an epoch for each sealed project.</summary>
    public (SignedEntry Remove, SignedEntry Rotate, object Body) Removal(Guid member, params Guid[] projects)
    {
        var version = Log.VaultKeys.Count + 1;
        var remove = Owner.Writer.Remove(Log, member);
        var after = new MembershipLog(Id);
        foreach (var entry in Taken.Append(remove)) Assert.Equal(ChainRefusal.None, after.Append(entry));
        using var key = HpkeKey.Generate();
        var rotate = Owner.Writer.Rotate(after, key);
        var body = new
        {
            entries = new[] { Body(remove), Body(rotate) },
            sealed_keys = after.Members.Select(m => Key(m.Account, version)),
            epochs = projects.Select(project => Epoch(project, version)),
        };
        return (remove, rotate, body);
    }

    /// <summary>What replaces the vault's key: the entry, the new key for each member, and an epoch for each sealed project.</summary>
    public object Rotation(params Guid[] projects)
    {
        var version = Log.VaultKeys.Count + 1;
        using var key = HpkeKey.Generate();
        return new
        {
            entries = new[] { Body(Owner.Writer.Rotate(Log, key)) },
            sealed_keys = Log.Members.Select(m => Key(m.Account, version)),
            epochs = projects.Select(project => Epoch(project, version)),
        };
    }

    public void Take(params SignedEntry[] entries)
    {
        foreach (var entry in entries)
        {
            Assert.Equal(ChainRefusal.None, Log.Append(entry));
            Taken.Add(entry);
        }
    }

    public static object Body(SignedEntry entry) => new { entry = entry.Entry, signature = Person.Text(entry.Signature) };

    public static object Key(Guid member, int version) => new { member, version, @sealed = Person.Wrapped };

    private List<SignedEntry> Taken { get; } = [];

    private JsonNode Epoch(Guid project, int version)
    {
        var epoch = System.Text.Json.JsonSerializer.SerializeToNode(Person.EpochBody(project, Root, first: (byte)(100 + version), version: version))!;
        epoch["project"] = project;
        return epoch;
    }

    public void Dispose()
    {
        Root.Dispose();
        firstKey.Dispose();
    }
}
