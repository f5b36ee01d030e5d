using System.Text;
using System.Text.Json;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Membership;
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
        names["new-account"] = Json(new
        {
            account = Guid.NewGuid(),
            name = "Invited",
            salt = Person.Salt,
            login_key = Person.LoginKey,
            wrapped_keys = Person.Wrapped,
            hpke_key = Person.Text(other.Keys.Sealing.Public),
            sign_key = Person.Text(other.Keys.Signing.Public),
            recovery = (object?)null,
        });
        names["agent-body"] = Json(new { name = "worker", hpke_key = Person.Text(other.Keys.Sealing.Public), sign_key = Person.Text(other.Keys.Signing.Public) });
        names["document"] = Json(new { revision = 0, vault_key_version = 2, wrapped = Person.Wrapped });
        names["passkey"] = Json(new { credential_id = "AQID", name = "Laptop", prf_salt = Person.Text(new byte[32]), wrapped_keys = Person.Wrapped });
        names["vault"] = vault.ToString();
        var first = owner.Writer.Create(vault, owner.Keys.Sealing, root, vaultKey);
        names["vault-body"] = Json(Person.VaultBody(vault, first));
        names["rotation"] = Rotation(owner, vault, first);
        names["sealed"] = project.ToString();
        names["erasure"] = Erasure(owner, project);
        names["first-epoch"] = Json(Person.EpochBody(project, root, first: 1, version: 2));
        names["next-epoch"] = Json(Person.EpochBody(project, root, first: 2, version: 2));
    }

    /// <summary>A new key for a vault of one member that has no sealed project yet.</summary>
    private static string Rotation(Person owner, Guid vault, SignedEntry first)
    {
        using var key = HpkeKey.Generate();
        var log = new MembershipLog(vault);
        log.Append(first);
        return Json(new { entries = new[] { Organisation.Body(owner.Writer.Rotate(log, key)) }, sealed_keys = new[] { Organisation.Key(owner.Id, 2) } });
    }

    private static string Erasure(Person owner, Guid project)
    {
        var statement = Json(new { kind = "erasure", project, by = owner.Id });
        return Json(new { statement, signature = Person.Text(owner.Keys.Signing.Sign(Encoding.UTF8.GetBytes(statement))) });
    }

    private static string Json(object body) => JsonSerializer.Serialize(body);
}
