using System.Text.RegularExpressions;

namespace Footfall.Architecture.Tests;

/// <summary>The rules of the house. Each takes files and returns what breaks it, so that a test can show it a breach as well as the real house.</summary>
internal static partial class Rules
{
    private static readonly Dictionary<string, string[]> FloorPlan = new(StringComparer.Ordinal)
    {
        ["Events"] = [],
        ["Privacy"] = ["Events"],
        ["Sealing"] = [],
        ["DuckDb"] = [],
        ["Storage"] = ["Events", "DuckDb"],
        ["Ingestion"] = ["Events", "Privacy", "Sealing", "Storage"],
        ["Query"] = ["Events", "Storage"],
        ["Delivery"] = ["Events", "Storage"],
        ["Mcp"] = [],
        ["Notices"] = ["Events", "Storage", "Query"],
        ["Accounts"] = ["Events", "Sealing", "Storage"],
        ["Server"] = ["Events", "Privacy", "Sealing", "DuckDb", "Storage", "Ingestion", "Query", "Delivery", "Accounts", "Notices", "Mcp"],
        ["Agent"] = ["Events", "Sealing", "DuckDb", "Storage", "Ingestion", "Query", "Notices"],
        ["Cli"] = ["Server", "Agent", "Accounts", "Ingestion", "Events", "Storage", "Sealing", "DuckDb", "Mcp"],
    };

    public static IEnumerable<string> DependenciesRunOneWay(IEnumerable<SourceFile> projects) =>
        from project in projects
        where project.Path.StartsWith("src/", StringComparison.Ordinal)
        from Match reference in ProjectReference().Matches(project.Text)
        where !FloorPlan.TryGetValue(project.Name, out var allowed) || !allowed.Contains(reference.Groups[1].Value)
        select $"{project.Path} may not refer to {reference.Groups[1].Value}";

    /// <summary>What others install must not drag the server along.</summary>
    public static IEnumerable<string> PackagesReferToSealingAlone(IEnumerable<SourceFile> projects) =>
        from project in projects
        from Match reference in ReferenceToSource().Matches(project.Text)
        where reference.Groups[1].Value != "Sealing"
        select $"{project.Path} may not refer to src/{reference.Groups[1].Value}";

    public static IEnumerable<string> NoRoomIsNamedForItsLayer(IEnumerable<SourceFile> files) =>
        from file in files
        let parts = file.Path.Split('/')
        where parts.Any(part => LayerName().IsMatch(Path.GetFileNameWithoutExtension(part))) || TypeNamedForItsLayer().IsMatch(file.Text)
        select $"{file.Path}: Core, Common, Shared, Utils, Helpers and Manager say nothing about what is inside";

    public static IEnumerable<string> AFileIsShortEnoughToRead(IEnumerable<SourceFile> files, int most = 400) =>
        from file in files
        where file.Lines.Length > most && !file.Text.Contains("// Data table", StringComparison.Ordinal)
        select $"{file.Path} has {file.Lines.Length} lines";

    public static IEnumerable<string> AFileHasOnePublicType(IEnumerable<SourceFile> files) =>
        from file in files
        let types = PublicType().Matches(file.Text).Select(match => match.Groups["name"].Value).Distinct().ToList()
        where types.Count > 1 || (types.Count == 1 && file.Name.Split('.')[0] != types[0])
        select $"{file.Path} declares {string.Join(", ", types)}";

    public static IEnumerable<string> ANamespaceIsItsFolder(IEnumerable<SourceFile> files) =>
        from file in files
        let declared = Namespace().Match(file.Text).Groups[1].Value
        let root = file.Path.StartsWith("src/", StringComparison.Ordinal) ? "src/" : "sdk/dotnet/"
        let expected = "Footfall." + Path.GetDirectoryName(file.Path)![root.Length..].Replace('/', '.')
        where declared.Length > 0 && declared != expected
        select $"{file.Path} is in {declared}, not {expected}";

    public static IEnumerable<string> FoldersAreTwoDeepAtMost(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.Split('/').Length > 5
        select $"{file.Path} lies more than two folders below its project";

    public static IEnumerable<string> TimeComesInByTheConstructor(IEnumerable<SourceFile> files) =>
        from file in files
        where Clock().IsMatch(WithoutComments(file.Text))
        select $"{file.Path} asks the machine for the time; take a TimeProvider";

    public static IEnumerable<string> NoCatchIsEmpty(IEnumerable<SourceFile> files) =>
        from file in files
        where EmptyCatch().IsMatch(file.Text)
        select $"{file.Path} swallows an exception without a word";

    public static IEnumerable<string> NothingIsPutOff(IEnumerable<SourceFile> files) =>
        from file in files
        where PutOff().IsMatch(file.Text)
        select $"{file.Path} promises work for later";

    public static IEnumerable<string> NoTestSleeps(IEnumerable<SourceFile> files) =>
        from file in files
        where !file.Path.StartsWith("tests/EndToEnd.Tests/", StringComparison.Ordinal) && !file.Path.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal)
            && Sleep().IsMatch(WithoutComments(file.Text))
        select $"{file.Path} sleeps; use a fake clock or wait for what should happen";

    public static IEnumerable<string> LogMessagesAreInTheLog(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Name != "Log" && (file.Text.Contains("[LoggerMessage", StringComparison.Ordinal) || DirectLog().IsMatch(WithoutComments(file.Text)))
        select $"{file.Path} logs past its project's Log.cs";

    public static IEnumerable<string> SilencedWarningsHaveAReason(IEnumerable<SourceFile> files) =>
        from file in files
        let lines = file.Lines
        from i in Enumerable.Range(0, lines.Length)
        where Pragma().IsMatch(lines[i]) && !lines[i].Contains("//", StringComparison.Ordinal) && !(i > 0 && (lines[i - 1].TrimStart().StartsWith("//", StringComparison.Ordinal) || lines[i - 1].Contains("-->", StringComparison.Ordinal)))
        select $"{file.Path}:{i + 1} silences a warning without a reason beside it";

    public static IEnumerable<string> PathsInDocumentsExist(IEnumerable<SourceFile> documents, Func<string, bool> exists) =>
        from document in documents
        from Match match in QuotedPath().Matches(document.Text)
        let path = match.Groups[1].Value.TrimEnd('/')
        where !path.Contains('*', StringComparison.Ordinal) && !exists(path)
        select $"{document.Path} names {path}, which does not exist";

    /// <summary>Links of one document to a file or folder of the repository; where they lead is told from the document's own folder.</summary>
    public static IEnumerable<string> LinksInDocumentsLead(IEnumerable<SourceFile> documents, Func<string, bool> exists) =>
        from document in documents
        from Match match in Link().Matches(CodeBlock().Replace(document.Text, ""))
        let target = match.Groups[1].Value
        where !target.Contains(':', StringComparison.Ordinal)
        let path = Path.GetRelativePath("/", Path.Combine("/", Path.GetDirectoryName(document.Path)!, target))
        where !exists(path)
        select $"{document.Path} links to {target}, which does not exist";

    /// <param name="reasons">Wire names of drop reasons.</param>
    public static IEnumerable<string> DropReasonsAreDocumented(IEnumerable<string> reasons, IReadOnlyCollection<SourceFile> documents) =>
        from reason in reasons
        where !documents.Any(document => document.Path.StartsWith("docs/api/", StringComparison.Ordinal) && HasRow(document, reason))
        select $"docs/api has no row for the drop reason {reason}: say what causes it and what to do";

    /// <summary>What the code reads and what it tells operators to set, wherever it stands.</summary>
    public static IEnumerable<string> SettingsAreDocumented(IEnumerable<SourceFile> files, SourceFile settings) =>
        from file in files
        from name in SettingName().Matches(file.Text).Select(match => match.Value).Distinct()
        where !HasRow(settings, name)
        select $"{file.Path} knows the setting {name}, of which {settings.Path} has no row";

    /// <summary>An interface that only one class implements is a guess about the future.</summary>
    public static IEnumerable<string> AnInterfaceHasTwoImplementations(IReadOnlyCollection<SourceFile> files) =>
        from file in files
        from Match match in Interface().Matches(file.Text)
        let name = match.Groups[1].Value
        let implementations = files.Sum(other => Implements(name).Count(other.Text))
        where implementations < 2
        select $"{file.Path} declares {name}, which {implementations} types implement";

    private static bool HasRow(SourceFile document, string name) => document.Text.Contains($"\n| `{name}` | ", StringComparison.Ordinal);

    private static Regex Implements(string name) => new($@"\b(class|struct|record)\b[^{{;]*:\s*[^{{;]*\b{name}\b");

    private static string WithoutComments(string text) => Comment().Replace(text, "");

    [GeneratedRegex("""<ProjectReference Include="[^"]*/(\w+)\.csproj""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex("""<(?:ProjectReference|Compile)[^>]*Include="[^"]*\bsrc/(\w+)/""")]
    private static partial Regex ReferenceToSource();

    [GeneratedRegex("^(Core|Common|Shared|Utils?|Helpers?)$")]
    private static partial Regex LayerName();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum) \w*(Helpers?|Utils?|Manager)\b")]
    private static partial Regex TypeNamedForItsLayer();

    [GeneratedRegex(@"^public (?:(?:static|sealed|abstract|partial|readonly|ref|unsafe) )*(?:class|struct|record struct|record|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(UtcNow|Now|Today)\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex PutOff();

    [GeneratedRegex(@"\bThread\.Sleep\(|\bTask\.Delay\(")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(")]
    private static partial Regex DirectLog();

    [GeneratedRegex(@"#pragma warning disable|<NoWarn>")]
    private static partial Regex Pragma();

    [GeneratedRegex(@"`((?:src|web|tests|docs|schema|bench|deploy|sdk|examples)/[\w./*-]*)`")]
    private static partial Regex QuotedPath();

    [GeneratedRegex(@"\]\(<?([^)#\s>]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("(?<![A-Z_])FOOTFALL_[A-Z]+(?:_[A-Z]+)*(?![A-Z_])")]
    private static partial Regex SettingName();

    [GeneratedRegex(@"^(?:public|internal) interface (I\w+)", RegexOptions.Multiline)]
    private static partial Regex Interface();

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
