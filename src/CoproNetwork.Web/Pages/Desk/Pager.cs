namespace CoproNetwork.Web.Pages.Desk;

/// <summary>Where a list goes on, and where it begins. Null leaves the link out.</summary>
public sealed record Pager(string? First, string? Next);
