using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Privacy;

/// <summary>Erases much in small statements, so that nobody else waits for long.</summary>
public static class Batches
{
    private const int Size = 500;

    /// <summary>How many rows were deleted. The rows must be ordered.</summary>
    public static async Task<int> DeleteAsync<T>(IOrderedQueryable<T> rows, CancellationToken cancellation) where T : class
    {
        var (all, deleted) = (0, Size);
        while (deleted == Size)
        {
            deleted = await rows.Take(Size).ExecuteDeleteAsync(cancellation);
            all += deleted;
        }

        return all;
    }
}
