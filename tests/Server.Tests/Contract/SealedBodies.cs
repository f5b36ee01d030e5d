using System.Text.Json;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Signatures;
using Footfall.Server.Tests.Accounts;

namespace Footfall.Server.Tests.Contract;

/// <summary>Bodies with keys and signatures, which no table can spell out.</summary>
internal static class SealedBodies
{
    /// <summary>Adds them to the names, once the name <c>account</c> is known.</summary>
    public static void Make(Dictionary<string, string> names)
    {
        using var browser = new HttpClient();
        using var owner = new Person(browser, Guid.Parse(names["account"]));
        using var other = new Person(browser, owner.Id);
        using var root = SigningKey.Generate();
        using var vaultKey = HpkeKey.Generate();
        Guid vault = Guid.NewGuid(), project = Guid.NewGuid();
        names["keys"] = Json(owner.KeysBody());
        names["other-keys"] = Json(other.KeysBody(loginKey: Person.LoginKey));
        names["vault"] = vault.ToString();
        names["vault-body"] = Json(owner.VaultBody(vault, root, vaultKey));
        names["sealed"] = project.ToString();
        names["first-epoch"] = Json(Person.EpochBody(project, root, first: 1));
        names["next-epoch"] = Json(Person.EpochBody(project, root, first: 2));
    }

    private static string Json(object body) => JsonSerializer.Serialize(body);
}
