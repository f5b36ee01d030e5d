using System.Text.Json.Nodes;

namespace Footfall.Server.Tests.Contract;

/// <summary>schema/openapi.json, by operations such as <c>GET /health</c>.</summary>
internal sealed class ContractDocument(JsonNode root)
{
    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete", "options"];

    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    public Shape Shapes { get; } = new(root);

    public IReadOnlyList<string> Operations { get; } =
    [
        .. from path in root["paths"]!.AsObject()
           from method in path.Value!.AsObject()
           where Methods.Contains(method.Key)
           orderby path.Key, method.Key
           select $"{method.Key.ToUpperInvariant()} {path.Key}",
    ];

    public static ContractDocument Read() => new(JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "schema", "openapi.json")))!);

    /// <summary>What an operation may be answered, as <c>GET /health 503</c>; the answer of a server that failed is not told apart.</summary>
    public IEnumerable<string> Answers() =>
        from operation in Operations
        from response in Of(operation)["responses"]!.AsObject()
        where response.Key != "default"
        select $"{operation} {response.Key}";

    public JsonNode? Response(string operation, int status) => Of(operation)["responses"]![$"{status}"] is { } response ? Shapes.Resolve(response) : null;

    /// <summary>The schema of a JSON body that the operation takes, or null.</summary>
    public JsonNode? Request(string operation) => Of(operation)["requestBody"]?["content"]?["application/json"]?["schema"];

    /// <summary>The repository's own folder.</summary>
    public static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Footfall.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    private JsonNode Of(string operation)
    {
        var (method, path) = operation.Split(' ') is [var first, var second] ? (first, second) : throw new ArgumentException(operation);
        return root["paths"]![path]![method.ToLowerInvariant()]!;
    }
}
