using CoproNetwork.Domain.Mail;

namespace CoproNetwork.Web.Mail;

/// <summary>Names of lists in addresses.</summary>
public static class MailListNames
{
    public static string Slug(this MailList list) => list switch
    {
        MailList.Newsletter => "newsletter",
        MailList.Feedback => "feedback",
        _ => "listing-check",
    };

    /// <summary>Null for what is no list.</summary>
    public static MailList? Read(string? slug) => Enum.GetValues<MailList>().Cast<MailList?>().FirstOrDefault(list => list!.Value.Slug() == slug);
}
