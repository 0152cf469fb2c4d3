using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Newsletters;

internal sealed class NewsletterIssueConfiguration : IEntityTypeConfiguration<NewsletterIssue>
{
    public void Configure(EntityTypeBuilder<NewsletterIssue> builder)
    {
        builder.Property(i => i.Key).HasMaxLength(RandomToken.Length).IsOrdinal();
        builder.Property(i => i.Slug).HasMaxLength(NewsletterIssue.SlugMaxLength).IsOrdinalOrNull();
        builder.Property(i => i.SubjectWelsh).HasMaxLength(NewsletterIssue.SubjectMaxLength);
        builder.Property(i => i.SubjectEnglish).HasMaxLength(NewsletterIssue.SubjectMaxLength);
        builder.Property(i => i.IntroWelsh).HasMaxLength(NewsletterIssue.IntroMaxLength);
        builder.Property(i => i.IntroEnglish).HasMaxLength(NewsletterIssue.IntroMaxLength);
        builder.HasIndex(i => i.Key).IsUnique();
        builder.HasIndex(i => i.Slug).IsUnique();
        builder.HasIndex(i => new { i.Status, i.ScheduledForUtc });
        builder.HasIndex(i => new { i.StartedAtUtc, i.Id });
        builder.HasMany(i => i.Items).WithOne().HasForeignKey(item => item.IssueId);
        builder.Navigation(i => i.Items).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class NewsletterItemConfiguration : IEntityTypeConfiguration<NewsletterItem>
{
    public void Configure(EntityTypeBuilder<NewsletterItem> builder)
    {
        builder.Property(i => i.Source).HasMaxLength(NewsletterItem.SourceMaxLength).IsOrdinal();
        builder.Property(i => i.ItemKey).HasMaxLength(NewsletterItem.KeyMaxLength).IsOrdinal();
        builder.Ignore(i => i.Choice);
        builder.HasIndex(i => new { i.IssueId, i.Source, i.ItemKey }).IsUnique();
    }
}

internal sealed class NewsletterDeliveryConfiguration : IEntityTypeConfiguration<NewsletterDelivery>
{
    public void Configure(EntityTypeBuilder<NewsletterDelivery> builder)
    {
        builder.Property(d => d.MessageId).HasMaxLength(OutboxMail.MessageIdMaxLength).IsOrdinal();
        builder.Property(d => d.AddressHash).HasMaxLength(RandomToken.HashLength).IsOrdinalOrNull();
        builder.Property(d => d.Reason).HasMaxLength(OutboxMail.ErrorMaxLength);

        // The claim is the token, as with the outbox.
        builder.Property(d => d.NextAttemptAtUtc).IsConcurrencyToken();
        builder.HasOne<NewsletterIssue>().WithMany().HasForeignKey(d => d.IssueId);
        builder.HasIndex(d => new { d.IssueId, d.Kind, d.RecipientId }).IsUnique();
        builder.HasIndex(d => new { d.IssueId, d.Status, d.NextAttemptAtUtc, d.Id });
        builder.HasIndex(d => d.MessageId).IsUnique();
        builder.HasIndex(d => new { d.Kind, d.RecipientId });
    }
}

internal sealed class SubscriberConfiguration : IEntityTypeConfiguration<Subscriber>
{
    public void Configure(EntityTypeBuilder<Subscriber> builder)
    {
        builder.Property(s => s.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(s => s.EmailKey).HasMaxLength(EmailAddress.MaxLength).IsOrdinalOrNull();
        builder.Property(s => s.Wording).HasMaxLength(Subscriber.WordingMaxLength);
        builder.HasIndex(s => s.EmailKey).IsUnique();
        builder.HasIndex(s => new { s.ConfirmedAtUtc, s.AskedAtUtc });
    }
}
