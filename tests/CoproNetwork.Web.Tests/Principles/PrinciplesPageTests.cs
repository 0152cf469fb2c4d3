using CoproNetwork.Domain;
using CoproNetwork.Domain.Principles;

namespace CoproNetwork.Tests.Principles;

public sealed class PrinciplesPageTests : IDisposable
{
    private readonly Portal _portal = new();

    [Fact]
    public async Task Get_NewVersionPublished_ShowsAtOnceThroughTheCache()
    {
        using var visitor = _portal.Browse();
        var before = await visitor.GetAsync("/cy/egwyddorion");

        await _portal.InScopeAsync<CoproDbContext, int>(db =>
        {
            db.PrinciplesVersions.Add(PrinciplesVersion.Publish(2, [new("Teitl newydd", "New title", "Testun", "Text")], _portal.NowUtc));
            return db.SaveChangesAsync();
        });
        var after = await visitor.GetAsync("/cy/egwyddorion");

        Assert.Equal(("Mae gan bawb rywbeth i'w roi", "Teitl newydd"), (before.Text("main h2"), after.Text("main h2")));
        Assert.Contains("Fersiwn 2, mewn grym o 1 Mawrth 2027", after.Text("main"));
    }

    public void Dispose() => _portal.Dispose();
}
