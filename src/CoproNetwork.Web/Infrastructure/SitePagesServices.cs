using FluentValidation;
using Microsoft.AspNetCore.Http.Features;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Razor Pages as this site uses them.</summary>
public static class SitePagesServices
{
    /// <summary>In bytes. The longest form (a story of 5 000 letters of any alphabet, percent-encoded, with everything else) is under this.</summary>
    public const int LargestForm = 256 * 1024;

    public static IServiceCollection AddSitePages(this IServiceCollection services, SiteSettings site)
    {
        var conventions = new PageConventions();
        services.AddRazorPages(options =>
        {
            options.Conventions.Add(conventions);
        }).AddMvcOptions(options =>
        {
            options.Filters.Add<OneConnection>();
            options.Filters.Add<FormFilter>();
            options.Filters.Add<AntiforgeryNote>();
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            options.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor((_, _) => BindingWord());
            options.ModelBindingMessageProvider.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => BindingWord());
            options.ModelBindingMessageProvider.SetUnknownValueIsInvalidAccessor(_ => BindingWord());
            options.ModelBindingMessageProvider.SetNonPropertyUnknownValueIsInvalidAccessor(BindingWord);
            options.ModelBindingMessageProvider.SetValueIsInvalidAccessor(_ => BindingWord());
            options.ModelBindingMessageProvider.SetValueMustBeANumberAccessor(_ => BindingWord());
            options.ModelBindingMessageProvider.SetNonPropertyValueMustBeANumberAccessor(BindingWord);
            options.ModelBindingMessageProvider.SetValueMustNotBeNullAccessor(_ => BindingWord());
            options.ModelBindingMessageProvider.SetMissingBindRequiredValueAccessor(_ => BindingWord());
            options.ModelBindingMessageProvider.SetMissingKeyOrValueAccessor(BindingWord);
            options.ModelBindingMessageProvider.SetMissingRequestBodyRequiredValueAccessor(BindingWord);
        }).AddCookieTempDataProvider(options =>
        {
            options.Cookie.Name = PublicPages.MessageCookie;
            options.Cookie.SecurePolicy = Secure(site);
        });
        services.AddValidatorsFromAssemblyContaining<FormFilter>(ServiceLifetime.Singleton);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "copro-form";
            options.Cookie.SecurePolicy = Secure(site);
            options.FormFieldName = "form-token";
        });
        services.ConfigureApplicationCookie(options => options.Cookie.SecurePolicy = Secure(site));
        return services.Configure<FormOptions>(options =>
        {
            options.ValueLengthLimit = LargestForm;
            options.MultipartBodyLengthLimit = LargestForm;
            options.BufferBodyLengthLimit = LargestForm;
        });
    }

    public static CookieSecurePolicy Secure(SiteSettings site) => site.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    private static string BindingWord() => WordBook.Site.Current["Common.NotUnderstood"];
}
