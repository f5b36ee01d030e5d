using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Reliability.Tests.Running;

/// <summary>The built program, <c>footfall serve</c>, as a process of its own on a port that the system chose.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    public const string Token = "bootstrap-token-of-the-tests-0123456789";
    private const string Ready = "  health     ";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, string folder)
    {
        this.process = process;
        Folder = folder;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The server ended before it listened."));
    }

    public string Folder { get; }

    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public bool HasEnded => process.HasExited;

    /// <summary>Fails, with all that it said, if the process is not there any more: it must not die of anything that a test does to it.</summary>
    public async Task StillRunsAsync()
    {
        try
        {
            Assert.True((await Client.GetAsync("/health", TestContext.Current.CancellationToken)).Content.Headers.ContentLength != 0);
        }
        catch (HttpRequestException)
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Fail($"The server ended with code {process.ExitCode}: {Output}");
        }
    }

    public int Id => process.Id;

    /// <summary>What it said, standard error included.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Bytes of memory that are its own now.</summary>
    public long MemoryBytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{Id}/status").Single(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Starts it and returns when it listens.</summary>
    public static async Task<ServerProcess> StartAsync(string folder, ServerOptions? options = null)
    {
        var server = Launch(folder, options ?? new ServerOptions());
        try
        {
            server.Address = await server.listening.Task.WaitAsync(Longest, TestContext.Current.CancellationToken);
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException)
        {
            await server.DisposeAsync();
            Assert.Fail($"The server did not start: {server.Output}");
        }

        server.Client = server.NewClient();
        return server;
    }

    /// <summary>Starts it where it should refuse to run; returns its exit code and what it said.</summary>
    public static async Task<(int Code, string Output)> RefuseAsync(string folder, ServerOptions? options = null)
    {
        await using var server = Launch(folder, options ?? new ServerOptions());
        await server.process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Longest, TestContext.Current.CancellationToken);
        return (server.process.ExitCode, server.Output);
    }

    /// <summary>A client with the token that may do everything.</summary>
    public HttpClient NewClient()
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    public async Task<TestProject> CreateProjectAsync(string domain = "example.org", string mode = "anonymous")
    {
        using var answer = await Client.PostAsJsonAsync("/api/v1/projects", new { name = domain, domains = new[] { domain }, mode });
        var created = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return new TestProject((string)created["id"]!, (string)created["key"]!, domain);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(path, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>What the server says of its journal.</summary>
    public async Task<string> JournalAsync() => (string)(await GetAsync("/health"))["parts"]!["journal"]!["detail"]!;

    /// <summary>Waits until nothing waits in the journal any more, and returns the project's books.</summary>
    public async Task<JsonNode> DrainedBooksAsync(TestProject project)
    {
        var detail = "";
        await Eventually.IsTrueAsync(async () => (detail = await JournalAsync()).StartsWith("0 events", StringComparison.Ordinal), () => $"The journal was not drained: {detail}: {Output}");
        return await GetAsync($"/api/v1/projects/{project.Id}/ledger");
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks it to stop, as Ctrl-C does, and waits until it has.</summary>
    public async Task<int> StopAsync()
    {
        Machine.Run("kill", "-TERM", Id.ToString(CultureInfo.InvariantCulture));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Longest, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>The largest size in bytes that it may give a file from now on; see <see cref="ServerOptions.SurvivesFileLimit"/>.</summary>
    public void LimitFiles(long bytes) => Machine.Run("prlimit", "--pid", Id.ToString(CultureInfo.InvariantCulture), $"--fsize={bytes}:unlimited");

    public void LiftFileLimit() => Machine.Run("prlimit", "--pid", Id.ToString(CultureInfo.InvariantCulture), "--fsize=unlimited:unlimited");

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        Client?.Dispose();
        process.Dispose();
    }

    private static ServerProcess Launch(string folder, ServerOptions options)
    {
        // A signal that is ignored stays ignored in what is started.
        IReadOnlyList<string> ignoring = options.SurvivesFileLimit ? ["/bin/sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""] : [];
        string[] command = [.. options.Launcher, .. ignoring, BuiltProgram(), "serve"];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("FOOTFALL_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["FOOTFALL_DATA"] = folder;
        start.Environment["FOOTFALL_URLS"] = "http://127.0.0.1:0";
        start.Environment["FOOTFALL_BOOTSTRAP_TOKEN"] = Token;
        foreach (var (name, value) in options.Settings) start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        var server = new ServerProcess(process, folder);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Where the build of this configuration puts it, seen from this assembly's own place.</summary>
    private static string BuiltProgram()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (here.Name, here.Parent!.Name);
        var root = here;
        while (!File.Exists(Path.Combine(root.FullName, "Footfall.slnx"))) root = root.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return Path.Combine(root.FullName, "src", "Cli", "bin", configuration, framework, "footfall");
    }

    private void Read(string? line)
    {
        if (line is null) return;
        output.Enqueue(line);
        while (output.Count > 500) output.TryDequeue(out _);
        if (line.StartsWith(Ready, StringComparison.Ordinal)) listening.TrySetResult(new Uri(new Uri(line[Ready.Length..]), "/"));
    }
}
