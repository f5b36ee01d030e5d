using System.Diagnostics;
using System.IO.Compression;
using Footfall.Testing;
using Xunit;

namespace Footfall.Sdk.AspNetCore.Tests;

/// <summary>What others install: packed, restored and run in a program that knows nothing of this repository.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly TempDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task APackedPackageIsWholeAndRuns()
    {
        var root = Root();
        foreach (var name in (string[])["Client", "AspNetCore"]) await RunAsync(root, "pack", $"sdk/dotnet/{name}", "-c", "Release", "--no-build", "--nologo", "-v", "quiet", "-o", directory["packages"]);
        using (var package = await ZipFile.OpenReadAsync(Path.Combine(directory["packages"], "Footfall.Client.0.1.0.nupkg"), TestContext.Current.CancellationToken))
        {
            Assert.Equal(
                ["lib/net10.0/Footfall.Client.dll", "lib/net10.0/Footfall.Client.xml", "lib/net10.0/Footfall.Sealing.dll"],
                package.Entries.Select(entry => entry.FullName).Where(path => path.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            using var specification = new StreamReader(package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
            Assert.DoesNotContain("\"Footfall.Sealing\"", await specification.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Directory.CreateDirectory(directory["app"]);
        await File.WriteAllTextAsync(Path.Combine(directory["app"], "App.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
                <RestoreSources>{directory["packages"]}</RestoreSources>
                <RestorePackagesPath>{directory["restored"]}</RestorePackagesPath>
                <RestoreFallbackFolders>{Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages")}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <PackageReference Include="Footfall.AspNetCore" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(directory["app"], "Program.cs"), """
            using Footfall.AspNetCore;
            using Footfall.Client;
            using Footfall.Client.Testing;

            var transport = new TestTransport();
            await using var client = new FootfallClient(new FootfallOptions { ApiBaseUrl = "https://stats.example.org", Key = "ff_test", Transport = transport });
            client.TrackEvent("packed", new() { ["seats"] = 3 });
            await client.FlushAsync();
            await using var blind = new FootfallClient(new FootfallOptions { ApiBaseUrl = "https://stats.example.org", Key = "ff_test", Mode = ProjectMode.Sealed, Pin = "none", Transport = transport });
            blind.TrackEvent("sealed");
            await blind.FlushAsync();
            Console.WriteLine($"{client.Status.Sent} sent, {blind.Status.Failure}, {typeof(ITrack).Assembly.GetName().Name}");
            """, TestContext.Current.CancellationToken);
        Assert.Contains("1 sent, the pin does not vouch for the key that the server names, Footfall.AspNetCore", await RunAsync(directory["app"], "run", "--project", directory["app"]), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // A build that leaves no helper behind, and does not say that it counts.
        foreach (var (name, value) in new[] { ("MSBUILDDISABLENODEREUSE", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1"), ("UseSharedCompilation", "false") }) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var told = await output + await errors;
        Assert.True(process.ExitCode == 0, told);
        return told;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Footfall.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
