using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.AspNetCore.DataProtection;

namespace CoproNetwork.Tests.Badges;

public sealed class PostalAddressTests
{
    [Theory]
    [InlineData("cf101aa", "CF10 1AA")]
    [InlineData(" SY23  3AN ", "SY23 3AN")]
    [InlineData("m1-1ae", "M1 1AE")]
    [InlineData("W1A\u00a00AX", "W1A 0AX")]
    [InlineData("gir 0aa", "GIR 0AA")]
    public void UkPostcode_HoweverTyped_HasItsUsualForm(string typed, string expected) => Assert.Equal(expected, PostalAddress.UkPostcode(typed));

    [Theory]
    [InlineData("")]
    [InlineData("CF10")]
    [InlineData("CF10 1A")]
    [InlineData("10 1AA")]
    [InlineData("CFF10 1AA")]
    [InlineData("CF10 1AA 2")]
    [InlineData("ĈF10 1AA")]
    public void UkPostcode_ThatIsNone_IsNull(string typed) => Assert.Null(PostalAddress.UkPostcode(typed));

    [Theory]
    [InlineData(null, "1 Stryd Demo", "Trefdraeth", "SA42 0AA", "Badges.Recipient.Required")]
    [InlineData("Demo", " ", "Trefdraeth", "SA42 0AA", "Badges.Line1.Required")]
    [InlineData("Demo", "1 Stryd Demo", "", "SA42 0AA", "Badges.Town.Required")]
    [InlineData("Demo", "1 Stryd Demo", "Trefdraeth", null, "Badges.Postcode.Required")]
    [InlineData("Demo", "1 Stryd Demo", "Trefdraeth", "D02 AF30", "Badges.Postcode.Invalid")]
    public void InUnitedKingdom_WithSomethingMissingOrWrong_SaysWhat(string? recipient, string? line1, string? town, string? postcode, string key) =>
        Assert.Equal(key, Assert.Throws<DomainRuleException>(() => PostalAddress.InUnitedKingdom(recipient, line1, null, town, postcode)).ResourceKey);

    [Fact]
    public void Abroad_WithoutPostcode_IsAnAddress_ButNotWithoutCountry()
    {
        Assert.Equal(["Demo", "Sráid Demo 1", "Baile Átha Cliath", "ÉIRE"], PostalAddress.Abroad("Demo", "Sráid Demo 1", null, "Baile Átha Cliath", "", "Éire").LabelLines());
        Assert.Equal("Badges.Country.Required", Assert.Throws<DomainRuleException>(() => PostalAddress.Abroad("Demo", "1", null, "Baile", "", " ")).ResourceKey);
    }

    [Property]
    public Property UkPostcode_OfAnyText_IsNullOrStaysTheSame() => Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), text =>
        PostalAddress.UkPostcode(text) is not { } code || PostalAddress.UkPostcode(code) == code && code[^4] == ' ' && code.Length is >= 6 and <= 8);

    [Property]
    public Property UkPostcode_OfAWellFormedOne_IsFoundInEveryCaseAndSpacing()
    {
        var letter = Gen.Elements("ABCDEFGHIJKLMNOPRSTUWYZ".ToCharArray());
        var digit = Gen.Elements("0123456789".ToCharArray());
        var code = from area in letter from second in letter from district in digit from sector in digit from one in letter from two in letter select $"{area}{second}{district} {sector}{one}{two}";
        return Prop.ForAll(code.ToArbitrary(), whole =>
            PostalAddress.UkPostcode(whole.ToLowerInvariant()) == whole && PostalAddress.UkPostcode(whole.Replace(" ", "", StringComparison.Ordinal)) == whole && PostalAddress.UkPostcode($"  {whole[..2]} {whole[2..]} ") == whole);
    }

    [Property]
    public Property AnyAddress_KeepsItsRules_AndComesBackFromEncryption()
    {
        var protection = new AddressProtection(new EphemeralDataProtectionProvider());
        return Prop.ForAll(ArbMap.Default.ArbFor<string[]>().Filter(lines => lines is { Length: >= 5 }), lines =>
        {
            PostalAddress address;
            try
            {
                address = PostalAddress.Abroad(lines[0], lines[1], lines[2], lines[3], null, lines[4]);
            }
            catch (DomainRuleException)
            {
                return true;
            }

            var all = address.LabelLines().ToList();
            return all.Count is 4 or 5 && all.All(line => line.Length is > 0 and <= PostalAddress.LineMaxLength && !line.Contains('\n', StringComparison.Ordinal)) && protection.Unprotect(protection.Protect(address)) == address;
        });
    }

    [Fact]
    public void Protected_TheLongestAddress_FitsItsColumn_AndShowsNothing()
    {
        var line = new string('ŵ', PostalAddress.LineMaxLength);
        var stored = new AddressProtection(new EphemeralDataProtectionProvider()).Protect(PostalAddress.Abroad(line, line, line, line, new string('9', PostalAddress.PostcodeMaxLength), line));

        Assert.InRange(stored.Length, 1, Posting.ProtectedAddressMaxLength);
        Assert.DoesNotContain("999", stored, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_WithAnotherKeyRing_IsNull() =>
        Assert.Null(new AddressProtection(new EphemeralDataProtectionProvider()).Find(new AddressProtection(new EphemeralDataProtectionProvider()).Protect(PostalAddress.InUnitedKingdom("Demo", "1", null, "Tref", "CF10 1AA"))));
}
