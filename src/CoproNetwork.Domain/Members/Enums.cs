namespace CoproNetwork.Domain.Members;

/// <summary>How far a membership has come. Stored as a number; never renumber.</summary>
public enum MemberStatus
{
    Unconfirmed = 0,
    Applied = 1,
    Approved = 2,
    Declined = 3,
    Left = 4,
}

public enum MemberKind
{
    Person = 1,
    Organisation = 2,
    Group = 3,
}

/// <summary>Under 18: never listed, never quoted by name. Under 13: joins together with a parent or guardian.</summary>
public enum AgeBand
{
    Adult = 1,
    Under18 = 2,
    Under13 = 3,
}
