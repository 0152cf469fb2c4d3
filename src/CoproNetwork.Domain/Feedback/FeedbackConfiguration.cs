using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CoproNetwork.Domain.Feedback;

internal sealed class CheckInConfiguration : IEntityTypeConfiguration<CheckIn>
{
    public void Configure(EntityTypeBuilder<CheckIn> builder)
    {
        builder.Property(c => c.Words).HasMaxLength(CheckIn.WordsMaxLength);
        builder.HasOne(c => c.Member).WithMany().HasForeignKey(c => c.MemberId);
        builder.HasIndex(c => new { c.MemberId, c.Wave }).IsUnique();
    }
}

internal sealed class FeedbackPlanConfiguration : IEntityTypeConfiguration<FeedbackPlan>
{
    public void Configure(EntityTypeBuilder<FeedbackPlan> builder)
    {
        builder.HasKey(p => p.MemberId);
        builder.Property(p => p.MemberId).ValueGeneratedNever();
        builder.Ignore(p => p.IsYearly);
        builder.HasOne(p => p.Member).WithOne().HasForeignKey<FeedbackPlan>(p => p.MemberId);
        builder.HasIndex(p => new { p.NextAtUtc, p.MemberId });
    }
}

internal sealed class FeedbackRequestConfiguration : IEntityTypeConfiguration<FeedbackRequest>
{
    public void Configure(EntityTypeBuilder<FeedbackRequest> builder)
    {
        builder.HasOne(r => r.Member).WithMany().HasForeignKey(r => r.MemberId);
        builder.HasOne(r => r.Update).WithMany().HasForeignKey(r => r.UpdateId);
        builder.HasOne(r => r.Story).WithMany().HasForeignKey(r => r.StoryId);
        builder.HasMany(r => r.Nudges).WithOne().HasForeignKey(n => n.RequestId);
        builder.Navigation(r => r.Nudges).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(r => new { r.MemberId, r.Number }).IsUnique();

        // Rounds at the desk.
        builder.HasIndex(r => new { r.Number, r.AnsweredAtUtc });
    }
}

internal sealed class FeedbackNudgeConfiguration : IEntityTypeConfiguration<FeedbackNudge>
{
    public void Configure(EntityTypeBuilder<FeedbackNudge> builder) => builder.HasIndex(n => new { n.RequestId, n.Nudge }).IsUnique();
}

internal sealed class StuckTaskConfiguration : IEntityTypeConfiguration<StuckTask>
{
    public void Configure(EntityTypeBuilder<StuckTask> builder)
    {
        builder.Property(t => t.Key).HasMaxLength(RandomToken.Length).IsOrdinal();
        builder.HasIndex(t => t.Key).IsUnique();
        builder.HasOne(t => t.Member).WithMany().HasForeignKey(t => t.MemberId);
        builder.HasOne(t => t.Update).WithMany().HasForeignKey(t => t.UpdateId);
        builder.HasMany(t => t.Notes).WithOne().HasForeignKey(n => n.TaskId);
        builder.Navigation(t => t.Notes).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(t => new { t.Status, t.OpenedAtUtc, t.Id });

        // Those closed last.
        builder.HasIndex(t => new { t.Status, t.ClosedAtUtc, t.Id });
    }
}

internal sealed class StuckTaskNoteConfiguration : IEntityTypeConfiguration<StuckTaskNote>
{
    public void Configure(EntityTypeBuilder<StuckTaskNote> builder) => builder.Property(n => n.Text).HasMaxLength(StuckTaskNote.TextMaxLength);
}

internal sealed class ActiveMonthConfiguration : IEntityTypeConfiguration<ActiveMonth>
{
    public void Configure(EntityTypeBuilder<ActiveMonth> builder)
    {
        builder.HasKey(m => m.Month);
        builder.Property(m => m.Month).ValueGeneratedNever();
        builder.Ignore(m => m.FirstDay);
    }
}

internal sealed class SayChangeConfiguration : IEntityTypeConfiguration<SayChange>
{
    public void Configure(EntityTypeBuilder<SayChange> builder)
    {
        builder.HasKey(c => c.Question);
        builder.Property(c => c.Question).ValueGeneratedNever();
        builder.Ignore(c => c.Members);
    }
}
