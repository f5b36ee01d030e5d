using System.Net;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

public sealed class PasskeyTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task APasskeyIsKeptListedAndForgotten()
    {
        using var owner = await Person.SetUpAsync(server);
        var credential = Person.Text([1, 2, 3]);
        var body = new { credential_id = credential, name = "Laptop", prf_salt = Person.Text(new byte[32]), wrapped_keys = Person.Wrapped };
        var made = await owner.PostAsync("/api/v1/account/passkeys", body);
        Assert.Equal("credential_id", (string)(await owner.PostAsync("/api/v1/account/passkeys", body, HttpStatusCode.Conflict))["field"]!);
        Assert.Equal("prf_salt", (string)(await owner.PostAsync("/api/v1/account/passkeys", new { credential_id = "AQ", name = "x", prf_salt = "AQ" }, HttpStatusCode.UnprocessableEntity))["field"]!);
        Assert.Equal(made.ToJsonString(), Assert.Single((await owner.GetAsync("/api/v1/account/passkeys"))["items"]!.AsArray())!.ToJsonString());
        Assert.Equal(HttpStatusCode.NotFound, await owner.StatusOfDeleteAsync("/api/v1/account/passkeys/AQ"));
        Assert.Equal(HttpStatusCode.NoContent, await owner.StatusOfDeleteAsync($"/api/v1/account/passkeys/{credential}"));
        Assert.Empty((await owner.GetAsync("/api/v1/account/passkeys"))["items"]!.AsArray());
    }
}
