using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

/// <summary>One story, in order: the password is changed, lost, and set anew by the recovery key; guesses are bounded.</summary>
public sealed class PasswordAndRecoveryTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string NewLoginKey = Person.Text([.. new byte[31], 1]);
    private static readonly string Recovered = Person.Text([.. new byte[31], 2]);
    private static readonly string RecoveryKey = Person.Text([.. new byte[31], 3]);
    private static readonly string NewSalt = Person.Text([.. new byte[15], 7]);
    private static readonly string Rewrapped = Person.Text(new byte[225]);
    private static readonly string Again = Person.Text(new byte[226]);

    [Fact]
    public async Task APasswordIsChangedLostAndSetAnew()
    {
        using var owner = await Person.SetUpAsync(server);
        using var elsewhere = await SignInAsync(Person.LoginKey);
        await owner.PutAsync("/api/v1/account/keys", owner.KeysBody(loginKey: Person.LoginKey, recovery: new { login_key = RecoveryKey, wrapped_keys = Person.Wrapped }));

        Assert.Equal(HttpStatusCode.Forbidden, await owner.StatusOfPostAsync("/api/v1/account/password", Change(Recovered)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await owner.StatusOfPostAsync("/api/v1/account/password", new { login_key = Person.LoginKey, salt = NewSalt, new_login_key = NewLoginKey }));
        Assert.Equal(HttpStatusCode.NoContent, await owner.StatusOfPostAsync("/api/v1/account/password", Change(Person.LoginKey)));
        Assert.Equal(Rewrapped, (string)(await owner.GetAsync("/api/v1/account/keys"))["wrapped_keys"]!);
        Assert.Equal(NewSalt, (string)(await owner.GetAsync("/api/v1/session/parameters?email=owner@example.org"))["salt"]!);
        await elsewhere.GetAsync("/api/v1/account/keys", HttpStatusCode.Unauthorized);
        await IsRecoveredAsync(owner);
    }

    private async Task IsRecoveredAsync(Person owner)
    {
        using var browser = server.NewBrowser();
        using var nobody = new Person(browser, Guid.Empty);
        var wrong = await nobody.PostAsync("/api/v1/recovery/start", new { email = "owner@example.org", recovery_login_key = NewLoginKey }, HttpStatusCode.Unauthorized);
        var unknown = await nobody.PostAsync("/api/v1/recovery/start", new { email = "nobody@example.org", recovery_login_key = RecoveryKey }, HttpStatusCode.Unauthorized);
        foreach (var answer in new[] { wrong, unknown }) answer.AsObject().Remove("trace_id");
        Assert.Equal(wrong.ToJsonString(), unknown.ToJsonString());
        var begun = await nobody.PostAsync("/api/v1/recovery/start", new { email = "Owner@example.org", recovery_login_key = RecoveryKey }, HttpStatusCode.OK);
        Assert.Equal((owner.Id, Person.Wrapped), ((Guid)begun["account"]!, (string)begun["wrapped_keys"]!));

        var body = new { email = "owner@example.org", recovery_login_key = RecoveryKey, salt = Person.Salt, login_key = Recovered, wrapped_keys = Again };
        Assert.Equal(HttpStatusCode.Unauthorized, await nobody.StatusOfPostAsync("/api/v1/recovery/finish", new { body.email, recovery_login_key = NewLoginKey, body.salt, body.login_key, body.wrapped_keys }));
        using var finished = await Person.SignedInAsync(browser, await browser.PostAsJsonAsync("/api/v1/recovery/finish", body, TestContext.Current.CancellationToken));
        Assert.Equal(Again, (string)(await finished.GetAsync("/api/v1/account/keys"))["wrapped_keys"]!);
        await owner.GetAsync("/api/v1/account/keys", HttpStatusCode.Unauthorized);
        using var signedIn = await SignInAsync(Recovered);
    }

    [Fact]
    public async Task GuessesAreBounded()
    {
        using var nobody = new Person(server.NewBrowser(), Guid.Empty);
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 12 && last != HttpStatusCode.TooManyRequests; i++)
            last = await nobody.StatusOfPostAsync("/api/v1/recovery/start", new { email = "guessed@example.org", recovery_login_key = RecoveryKey });
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private async Task<Person> SignInAsync(string loginKey)
    {
        var browser = server.NewBrowser();
        return await Person.SignedInAsync(browser, await browser.PostAsJsonAsync("/api/v1/session", new { email = "owner@example.org", login_key = loginKey }, TestContext.Current.CancellationToken));
    }

    private static object Change(string present) => new { login_key = present, salt = NewSalt, new_login_key = NewLoginKey, wrapped_keys = Rewrapped };
}
