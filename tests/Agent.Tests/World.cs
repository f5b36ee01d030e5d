using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Agent.Keys;
using Footfall.Agent.Remote;
using Footfall.Agent.Segments;
using Footfall.Agent.State;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Keys;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Signatures;
using Footfall.Server.Tests;
using Footfall.Storage.Events;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Agent.Tests;

/// <summary>A running server with an owner, the owner's vault and an agent that is a member of it, all with real keys.</summary>
public sealed class World : IAsyncLifetime
{
    public const string Browser = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private const string Secret = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static readonly string Wrapped = Text(new byte[224]);

    private readonly TempDirectory directory = new();
    private readonly HpkeKey vaultKey = HpkeKey.Generate();
    private readonly List<SignedEntry> entries = [];
    private Guid owner;
    private HttpClient browser = null!;
    private string token = "";

    public RunningServer Server { get; } = new();

    public Guid Vault { get; } = Guid.NewGuid();

    public SigningKey Root { get; } = SigningKey.Generate();

    public AccountKeys OwnerKeys { get; } = AccountKeys.Generate();

    public AgentKey AgentKey { get; } = AgentKey.Generate("laptop");

    public Guid Agent { get; private set; }

    public Guid Owner => owner;

    public string Token => token;

    public string StatePath => directory["agent.state"];

    public string this[string file] => directory[file];

    /// <summary>The vault's log as everybody should see it.</summary>
    public MembershipLog Log
    {
        get
        {
            Assert.Equal(ChainRefusal.None, MembershipLog.Read(Vault, entries, null, out var log, out _));
            return log!;
        }
    }

    private LogWriter Writer => new(owner, OwnerKeys.Signing, TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        await Server.InitializeAsync();
        browser = Server.NewBrowser();
        var session = await SendAsync(HttpMethod.Post, "/api/v1/setup", new
        {
            token = await Server.IssueSetupTokenAsync(),
            email = "owner@example.org",
            name = "Owner",
            salt = "AAAAAAAAAAAAAAAAAAAAAA",
            login_key = Secret,
        });
        owner = (Guid)session["account"]!["id"]!;
        browser.DefaultRequestHeaders.Add("X-CSRF-Token", (string)session["csrf_token"]!);
        await SendAsync(HttpMethod.Put, "/api/v1/account/keys", new { hpke_key = Text(OwnerKeys.Sealing.Public), sign_key = Text(OwnerKeys.Signing.Public), wrapped_keys = Wrapped });
        var first = Writer.Create(Vault, OwnerKeys.Sealing, Root, vaultKey);
        await SendAsync(HttpMethod.Post, "/api/v1/vaults", new { id = Vault, kind = "organisation", name = "Vault", entry = first.Entry, signature = Text(first.Signature), sealed_key = Wrapped, sealed_root_key = Wrapped });
        entries.Add(first);
        await AddAgentAsync();
    }

    /// <summary>A sealed project with one epoch.</summary>
    public async Task<SealedWorldProject> CreateProjectAsync(string identity = "identified")
    {
        var id = Guid.NewGuid();
        var key = HpkeKey.Generate();
        var epoch = SealedWorldProject.NewEpochId();
        var body = new { name = $"Sealed {id}", mode = "sealed", identity, id, vault = Vault, domains = new[] { $"{id}.example" }, epoch = SealedWorldProject.EpochBody(this, id, epoch, key, vaultKey) };
        var made = await SendAsync(HttpMethod.Post, "/api/v1/projects", body);
        return new SealedWorldProject(this, id, epoch, key, (int)made["number"]!);
    }

    /// <summary>The agent, as a new process would begin.</summary>
    public AgentReader NewReader(Scratch? scratch = null) =>
        new(new AgentServer(Server.Address, token), AgentKey, AgentState.Open(StatePath, AgentKey), scratch ?? Scratch.Open(null), new EventStoreOptions(), TimeProvider.System, NullLoggerFactory.Instance);

    public AgentServer NewServer() => new(Server.Address, token);

    /// <summary>Keeps a document as a member's browser would.</summary>
    public async Task KeepDocumentAsync(Guid project, string kind, object content)
    {
        var id = Guid.NewGuid().ToString();
        var wrapped = Wrapping.Wrap(vaultKey.ExportPrivate(), Binding.OfDocument(project, kind, id, 1, Vault, 1), JsonSerializer.SerializeToUtf8Bytes(content));
        await SendAsync(HttpMethod.Put, $"/api/v1/projects/{project}/documents/{kind}/{id}", new { revision = 0, vault_key_version = 1, wrapped = Text(wrapped) });
    }

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await browser.SendAsync(request);
        var told = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {told}");
        return told.Length == 0 ? new JsonObject() : JsonNode.Parse(told)!;
    }

    /// <summary>Sends as a browser does, and waits until it can be asked for.</summary>
    public async Task CollectAsync(string path, HttpContent content, int accepted)
    {
        using var visitor = Server.NewBrowser();
        visitor.DefaultRequestHeaders.UserAgent.ParseAdd(Browser);
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de-DE");
        using var answer = await visitor.PostAsync(new Uri($"{path}?wait=stored", UriKind.Relative), content);
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted && (int)told["accepted"]! == accepted, told.ToJsonString());
    }

    public static ByteArrayContent Frames(IEnumerable<byte[]> envelopes)
    {
        using var body = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var envelope in envelopes)
        {
            BinaryPrimitives.WriteUInt32BigEndian(length, (uint)envelope.Length);
            body.Write(length);
            body.Write(envelope);
        }

        return new ByteArrayContent(body.ToArray());
    }

    /// <summary>Removes the agent, by the log: the vault's key and the epochs are others from now on.</summary>
    public async Task RemoveAgentAsync(params SealedWorldProject[] projects)
    {
        var remove = Writer.Remove(Log, Agent);
        entries.Add(remove);
        using var next = HpkeKey.Generate();
        var rotate = Writer.Rotate(Log, next);
        entries.Add(rotate);
        await SendAsync(HttpMethod.Post, $"/api/v1/vaults/{Vault}/log", new
        {
            entries = new[] { Entry(remove), Entry(rotate) },
            sealed_keys = new[] { new { member = owner, version = 2, @sealed = Wrapped } },
            epochs = projects.Select(project => project.NextEpoch(next, 2)),
        });
    }

    public static string Text(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        AgentKey.Dispose();
        OwnerKeys.Dispose();
        Root.Dispose();
        vaultKey.Dispose();
        await Server.DisposeAsync();
        directory.Dispose();
    }

    private static object Entry(SignedEntry entry) => new { entry = entry.Entry, signature = Text(entry.Signature) };

    private async Task AddAgentAsync()
    {
        byte[] hpke = AgentKey.Keys.Sealing.Public.ToArray(), sign = AgentKey.Keys.Signing.Public.ToArray();
        var made = await SendAsync(HttpMethod.Post, $"/api/v1/vaults/{Vault}/agents", new { name = AgentKey.Name, hpke_key = Text(hpke), sign_key = Text(sign) });
        (Agent, token) = ((Guid)made["id"]!, (string)made["token"]!);
        var add = Writer.Add(Log, new Member(Agent, Role.Member, hpke, sign));
        var sealedKey = SealedKey.Seal(AgentKey.Keys.Sealing, Binding.OfVaultKey(Vault, 1, Agent), vaultKey);
        await SendAsync(HttpMethod.Post, $"/api/v1/vaults/{Vault}/log", new { entries = new[] { Entry(add) }, sealed_keys = new[] { new { member = Agent, version = 1, @sealed = Text(sealedKey) } } });
        entries.Add(add);
    }
}
