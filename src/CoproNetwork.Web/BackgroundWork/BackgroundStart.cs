namespace CoproNetwork.Web.BackgroundWork;

internal static class BackgroundStart
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>What nobody waits for begins when the first pages have been answered: at a start every pass is compiled, and takes the processor from them.</summary>
    public static async Task WaitAsync(TimeProvider clock, CancellationToken stopping)
    {
        using var pause = new PeriodicTimer(Pause, clock);
        await pause.WaitForNextTickAsync(stopping);
    }
}
