using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;

namespace CoproNetwork.Domain.Demo;

/// <summary>What is to become of a made-up member.</summary>
internal enum DemoFate
{
    Approved = 1,
    Left = 2,
    Applied = 3,
    Unconfirmed = 4,
    Declined = 5,
}

/// <summary>A made-up member as applied for, with everything they sent. <see cref="Promise"/> and <see cref="Story"/> are missing once they left; <see cref="Dice"/> goes on deciding what varies.</summary>
internal sealed record DemoMember(Dice Dice, Member Member, DemoFate Fate, DateTime ApprovedAtUtc, Agreement Agreement, CheckIn CheckIn, Promise? Promise, Story? Story)
{
    /// <summary>Given with the approval.</summary>
    public Badge? Badge { get; set; }

    /// <summary>How often they are asked; as <see cref="Badge"/>.</summary>
    public FeedbackPlan? Plan { get; set; }

    /// <summary>What they were asked, and answered.</summary>
    public List<FeedbackRequest> Requests { get; } = [];

    /// <summary>The three questions again, with each answer.</summary>
    public List<CheckIn> MoreCheckIns { get; } = [];

    public List<StuckTask> Tasks { get; } = [];

    /// <summary>What their own listing says beyond the membership; null where it says no more.</summary>
    public Entry? Own { get; set; }

    /// <summary>What they bring.</summary>
    public List<Entry> Brings { get; } = [];

    public bool WasApproved => Fate is DemoFate.Approved or DemoFate.Left;
}
