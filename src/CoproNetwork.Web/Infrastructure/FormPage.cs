using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>A page with a form. <see cref="LoadAsync"/> fetches what the form shows besides what was typed; it runs before every redisplay.</summary>
public abstract class FormPage : PageModel
{
    public virtual Task LoadAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Where the message of a broken rule is put, beside a field rather than at the top; see <see cref="FormFilter"/>.</summary>
    public virtual string FieldOf(string resourceKey) => "";

    /// <summary>Whether what the address names is there. If not, the answer is 404 before anything else happens.</summary>
    public virtual Task<bool> ExistsAsync(CancellationToken cancellation) => Task.FromResult(true);

    /// <summary>The status of the page that says a rule was broken: 409 where someone else was faster.</summary>
    public virtual int StatusOf(string resourceKey) => StatusCodes.Status400BadRequest;

    /// <summary>The page as it is shown where a mailed link leads nowhere: not found, or gone where the link once worked.</summary>
    protected PageResult NoLink(bool onceWorked)
    {
        var page = Page();
        page.StatusCode = onceWorked ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound;
        return page;
    }

    /// <summary>A message for the next page, shown once.</summary>
    public void Say(string text) => TempData["Message"] = text;

    /// <summary>As <see cref="Say"/>, where something is not as the reader expects.</summary>
    public void Warn(string text) => TempData["Warning"] = text;
}

/// <summary>
/// What every post goes through: input is validated (the property <c>Input</c> for the plain post, the arguments of a named handler),
/// a press of the language switch shows the form again in the other language, a broken rule or a lost race redisplays the form.
/// </summary>
public sealed class FormFilter(WordBook book, CoproDbContext db) : IAsyncPageFilter
{
    /// <summary>Name of the language switch's button on pages with a form.</summary>
    public const string SwitchName = "switch-language";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerInstance is not FormPage page)
        {
            await next();
            return;
        }

        if (!await page.ExistsAsync(context.HttpContext.RequestAborted))
        {
            context.Result = new NotFoundResult();
            return;
        }

        if (!HttpMethods.IsPost(context.HttpContext.Request.Method))
        {
            await next();
            return;
        }

        if (!context.HttpContext.Request.HasFormContentType)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        if (context.HttpContext.Request.Form.ContainsKey(SwitchName))
        {
            ForgetErrors(context.ModelState);
            context.Result = await RedisplayAsync(page, StatusCodes.Status200OK);
            return;
        }

        await ValidateAsync(context);
        if (!context.ModelState.IsValid)
        {
            context.Result = await RedisplayAsync(page, StatusCodes.Status400BadRequest);
            return;
        }

        var executed = await next();
        await HandleAsync(executed, page);
    }

    private async Task HandleAsync(PageHandlerExecutedContext executed, FormPage page)
    {
        var status = StatusCodes.Status400BadRequest;
        if (executed.Exception is DomainRuleException rule)
        {
            executed.ModelState.AddModelError(page.FieldOf(rule.ResourceKey), book.Current[rule.ResourceKey, [.. rule.Arguments]]);
            status = page.StatusOf(rule.ResourceKey);
        }
        else if (executed.Exception is DbUpdateConcurrencyException)
        {
            executed.ModelState.AddModelError("", book.Current["Common.ChangedMeanwhile"]);
            status = StatusCodes.Status409Conflict;
        }
        else
        {
            // A handler that added an error itself and returned the page.
            if (executed.Exception is null && executed.Result is PageResult { StatusCode: null } shown && !executed.ModelState.IsValid) shown.StatusCode = status;
            return;
        }

        executed.ExceptionHandled = true;
        db.ChangeTracker.Clear();
        executed.Result = await RedisplayAsync(page, status);
    }

    private static async Task<PageResult> RedisplayAsync(FormPage page, int status)
    {
        await page.LoadAsync(page.HttpContext.RequestAborted);
        var result = page.Page();
        result.StatusCode = status;
        return result;
    }

    private async Task ValidateAsync(PageHandlerExecutingContext context)
    {
        if (string.IsNullOrEmpty(context.HandlerMethod?.Name))
        {
            if (context.HandlerInstance.GetType().GetProperty("Input")?.GetValue(context.HandlerInstance) is { } input) await ValidateAsync(context, input, "Input");
            return;
        }

        foreach (var (name, value) in context.HandlerArguments)
            if (value is not null) await ValidateAsync(context, value, name);
    }

    private async Task ValidateAsync(PageHandlerExecutingContext context, object input, string prefix)
    {
        if (context.HttpContext.RequestServices.GetService(typeof(IValidator<>).MakeGenericType(input.GetType())) is not IValidator validator) return;
        var result = await validator.ValidateAsync(new ValidationContext<object>(input), context.HttpContext.RequestAborted);
        foreach (var failure in result.Errors)
        {
            var arguments = failure.CustomState as object[] ?? [];
            var key = failure.PropertyName.Length == 0 ? prefix : $"{prefix}.{failure.PropertyName}";
            if (context.ModelState[key]?.Errors.Count is null or 0) context.ModelState.AddModelError(key, book.Current[failure.ErrorMessage, arguments]);
        }
    }

    /// <summary>What was typed stays, as it was typed.</summary>
    private static void ForgetErrors(ModelStateDictionary state)
    {
        foreach (var entry in state.Values)
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Skipped;
        }
    }
}

/// <summary>Validation rules as the site says them: the message is a resource key, the state its arguments.</summary>
public static class RuleWords
{
    /// <summary>Neither blank nor made of nothing but characters that are not kept; says <c>{stem}.Required</c>.</summary>
    public static IRuleBuilderOptions<T, TValue> Needed<T, TValue>(this IRuleBuilderInitial<T, TValue> rule, string stem) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(stem + ".Required")
            .Must(value => value is not string text || Rules.Clean(text).Length > 0).WithMessage(stem + ".Required");

    /// <summary>At most so many characters once trimmed and with single line ends; says <c>{stem}.TooLong</c>.</summary>
    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int length, string stem) =>
        rule.Must(text => Rules.Clean(text).Length <= length).WithMessage(stem + ".TooLong").WithState(_ => new object[] { length });

    /// <summary>One of the enumeration's values; says <c>{stem}.Required</c>, since a page offers no other.</summary>
    public static IRuleBuilderOptions<T, TValue> Known<T, TValue>(this IRuleBuilder<T, TValue> rule, string stem) =>
        rule.IsInEnum().WithMessage(stem + ".Required");
}
