using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;

namespace CoproNetwork.Tests.Members;

public sealed class MemberTests
{
    private static readonly DateTime Now = new(2027, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Approve_BeforeConfirmation_IsRefused()
    {
        var member = Applicant();

        var rule = Assert.Throws<DomainRuleException>(() => member.Approve(1, Now));

        Assert.Equal("Members.NotApplied", rule.ResourceKey);
        Assert.Null(member.Number);
    }

    [Theory]
    [InlineData(AgeBand.Under18)]
    [InlineData(AgeBand.Under13)]
    public void MayBeListed_UnderEighteen_IsFalseWhateverWasWished(AgeBand age)
    {
        var member = Member.Apply(Details() with { Age = age, GuardianName = "Demo Guardian" }, "a@example.org", wantsListing: true, wantsNewsletter: false, Now);
        member.Confirm(Now);
        member.Approve(1, Now);
        member.ChooseListing(true);

        Assert.False(member.MayBeListed);
        Assert.False(member.MayBeNamed);
    }

    [Fact]
    public void Leave_Approved_ErasesWhoTheyWereAndKeepsTheNumber()
    {
        var member = Applicant();
        member.Confirm(Now);
        member.Approve(7, Now);

        member.Leave(Now.AddDays(1));

        Assert.Equal((MemberStatus.Left, 7L, "", null, null), (member.Status, member.Number!.Value, member.Name, member.Email, member.ConfirmedEmailKey));
    }

    [Theory]
    [InlineData("", "Members.Name.Required")]
    [InlineData("   \n ", "Members.Name.Required")]
    public void Apply_WithoutName_IsRefused(string name, string key) =>
        Assert.Equal(key, Assert.Throws<DomainRuleException>(() => Member.Apply(Details() with { Name = name }, "a@example.org", true, false, Now)).ResourceKey);

    [Fact]
    public void Apply_NameLongerThanItsColumn_IsRefused() =>
        Assert.Equal("Members.Name.TooLong", Assert.Throws<DomainRuleException>(() => Member.Apply(Details() with { Name = new('x', Member.NameMaxLength + 1) }, "a@example.org", true, false, Now)).ResourceKey);

    private static Member Applicant() => Member.Apply(Details(), "a@example.org", wantsListing: true, wantsNewsletter: false, Now);

    private static MemberDetails Details() => new("Demo Member", MemberKind.Person, AgeBand.Adult, null, null, null, Whereabouts.Outside(), MailLanguage.Both);
}
