using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Remembers that a post was refused for its antiforgery token, so that the error page can say so.</summary>
public sealed class AntiforgeryNote : IAlwaysRunResultFilter
{
    public const string Key = "antiforgery-failed";

    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult) context.HttpContext.Items[Key] = true;
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
