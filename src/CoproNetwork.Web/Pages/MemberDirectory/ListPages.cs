namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>Where a list that the public reads begins, and where it goes on; shown by <c>Shared/_Pages</c>.</summary>
/// <param name="First">Null on the first page.</param>
/// <param name="Next">Null on the last.</param>
public sealed record ListPages(string? First, string? Next, int PageSize);
