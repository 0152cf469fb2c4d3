using CoproNetwork.Web.Pages.MemberDirectory;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class MapShadesTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "1")]
    [InlineData(3, "1,3")]
    [InlineData(12, "1,3,6,12")]
    [InlineData(1000, "125,250,500,1000")]
    public void Tops_HalveFromTheLargest(int largest, string tops) => Assert.Equal(tops, string.Join(',', MapShades.Tops(largest)));

    [Theory]
    [InlineData(0, 12, 0)]
    [InlineData(1, 12, 1)]
    [InlineData(2, 12, 2)]
    [InlineData(3, 12, 2)]
    [InlineData(6, 12, 3)]
    [InlineData(7, 12, 4)]
    [InlineData(12, 12, 4)]
    [InlineData(1, 1, 4)]
    public void Step_IsDarkestForTheLargest(int count, int largest, int step) => Assert.Equal(step, MapShades.Step(count, MapShades.Tops(largest)));
}
