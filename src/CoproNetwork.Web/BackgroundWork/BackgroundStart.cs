namespace CoproNetwork.Web.BackgroundWork;

internal static class BackgroundStart
{
    /// <summary>What nobody waits for begins when the first pages have been answered: at a start every pass is compiled, and takes the processor from them.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
}
