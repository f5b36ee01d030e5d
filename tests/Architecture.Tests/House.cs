namespace Footfall.Architecture.Tests;

/// <summary>The repository as files: what the rules look at.</summary>
internal static class House
{
    private static readonly string[] Unseen = ["bin", "obj", "node_modules", "dist", ".git", "artifacts", "data"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file of the product.</summary>
    public static IReadOnlyList<SourceFile> Source { get; } = Read("src", "*.cs");

    /// <summary>Every C# file of the packages for .NET.</summary>
    public static IReadOnlyList<SourceFile> Sdk { get; } = Read("sdk/dotnet", "*.cs");

    public static IReadOnlyList<SourceFile> SdkProjects { get; } = [.. Read("sdk/dotnet", "*.csproj"), .. Read("sdk/dotnet", "*.props")];

    public static IReadOnlyList<SourceFile> Tests { get; } = Read("tests", "*.cs");

    public static IReadOnlyList<SourceFile> Projects { get; } = [.. Read("src", "*.csproj"), .. Read("tests", "*.csproj")];

    /// <summary>Every document: at the root, in docs/, and beside what it tells of.</summary>
    public static IReadOnlyList<SourceFile> Documents { get; } =
        [.. Directory.GetFiles(Root, "*.md").Select(Load), .. Read("docs", "*.md"), .. Read("web", "*.md"), .. Read("sdk", "*.md"), .. Read("examples", "*.md")];

    private static SourceFile[] Read(string folder, string pattern) =>
        !Directory.Exists(Path.Combine(Root, folder)) ? []
        : [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Root, path).Split('/').Intersect(Unseen).Any()).Select(Load)];

    private static SourceFile Load(string path) => new(Path.GetRelativePath(Root, path), File.ReadAllText(path));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Footfall.slnx"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
