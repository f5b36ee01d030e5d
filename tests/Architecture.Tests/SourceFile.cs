namespace Footfall.Architecture.Tests;

/// <param name="Path">Below the repository's root, with slashes.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string[] Lines => Text.Split('\n');

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);
}
