namespace CoproNetwork.Domain.Common;

/// <summary>The language of a page or of a member's text.</summary>
public enum SiteLanguage
{
    Welsh = 1,
    English = 2,
}

/// <summary>The language of a member's mails. <see cref="Both"/> is what is not known: Welsh first, then English.</summary>
public enum MailLanguage
{
    Both = 0,
    Welsh = 1,
    English = 2,
}
