using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Hpke;
using Footfall.Server.Tests.Accounts;
using Footfall.Storage.Control;
using Footfall.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Server.Tests.Asking;

/// <summary>A sealed project of a running server with one epoch, its tracker and its key holder.</summary>
internal sealed class SealedProject : IDisposable
{
    private readonly RunningServer server;
    private readonly HpkeKey key;
    private readonly EnvelopeSealer sealer;

    private SealedProject(RunningServer server, Project project, Epoch epoch, HpkeKey key)
    {
        (this.server, this.key) = (server, key);
        (Project, Epoch) = (project, epoch);
        sealer = new EnvelopeSealer(key, ProjectBytes, Epoch.Id.ToBytes());
    }

    public Project Project { get; }

    public Epoch Epoch { get; }

    public HpkeKey Key => key;

    private byte[] ProjectBytes => Project.Id.Value.ToByteArray(bigEndian: true);

    /// <summary>Made where the server keeps it, past the dashboard that would make its keys.</summary>
    public static async Task<SealedProject> CreateAsync(RunningServer server, int number)
    {
        var (control, projects) = (server.App.Services.GetRequiredService<ControlDatabase>(), server.App.Services.GetRequiredService<ProjectDirectory>());
        var row = new ProjectRow { Id = Guid.CreateVersion7(), Number = number, Key = $"ff_sealed{number}", Name = "sealed", Mode = TrustMode.Sealed, TimeZone = "UTC", CreatedAt = Some.Now, OptOut = OptOutPolicy.Ignore };
        await using (var context = control.Connect())
        {
            context.Projects.Add(row);
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await projects.ReloadAsync(TestContext.Current.CancellationToken);
        var key = HpkeKey.Generate();
        var made = new SealedProject(server, projects.ById(row.Id)!, Some.Epoch(number, (ulong)number, key.Public.ToArray()), key);
        var epochs = server.App.Services.GetRequiredService<EpochDirectory>();
        epochs.Replace([.. projects.All.SelectMany(project => epochs.Of(project.Number)), made.Epoch]);
        return made;
    }

    /// <summary>Made as a dashboard does, in a vault.</summary>
    public static async Task<SealedProject> CreateAsync(RunningServer server, Organisation vault)
    {
        var (id, key) = (Guid.NewGuid(), HpkeKey.Generate());
        await vault.Owner.PostAsync("/api/v1/projects", new { name = "sealed", mode = "sealed", id, vault = vault.Id, epoch = Person.EpochBody(id, vault.Root, version: vault.Log.VaultKeys.Count, key: key) });
        var project = server.App.Services.GetRequiredService<ProjectDirectory>().ById(id)!;
        return new SealedProject(server, project, server.App.Services.GetRequiredService<EpochDirectory>().Of(project.Number).Single(), key);
    }

    /// <summary>Sends each text in an envelope of its own and waits until they can be read.</summary>
    public async Task SendAsync(params string[] texts)
    {
        var body = new MemoryStream();
        foreach (var text in texts)
        {
            var envelope = sealer.Seal(Encoding.UTF8.GetBytes(text));
            var length = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(length, (uint)envelope.Length);
            body.Write(length);
            body.Write(envelope);
        }

        using var client = server.NewBrowser();
        using var content = new ByteArrayContent(body.ToArray());
        using var answer = await client.PostAsync(new Uri("/collect/sealed?wait=stored", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var told = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, told);
        Assert.True((bool)JsonNode.Parse(told)!["stored"]!);
    }

    public string Open(ReadOnlySpan<byte> envelope)
    {
        Assert.Equal(Sealing.Refusal.None, Envelope.Read(envelope, out var read));
        using var opener = new EnvelopeOpener(key, ProjectBytes, Epoch.Id.ToBytes());
        Assert.Equal(Sealing.Refusal.None, opener.Open(read!, out var content));
        return Encoding.UTF8.GetString(content);
    }

    public void Dispose()
    {
        sealer.Dispose();
        key.Dispose();
    }
}
