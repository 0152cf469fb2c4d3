using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Feedback;

/// <summary>
/// A network that lives from March 2027 to April 2031: people are approved, pause, choose, answer, lose their mailbox and leave by the
/// same deeds as in life, and passes come when they come. What happened to each member is written down for the oracle.
/// </summary>
internal sealed class SimulatedNetwork(TestDatabase database, int seed)
{
    private const int Approvals = 40;

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly DateTime End = new(2031, 4, 15, 0, 0, 0, DateTimeKind.Utc);

    private readonly Random _random = new(seed);
    private readonly Dictionary<long, List<Happening>> _logs = [];
    private readonly HashSet<long> _left = [];
    private readonly HashSet<long> _held = [];
    private readonly List<DateTime> _approvals = [];
    private DateTime _now;
    private int _addresses;

    public IReadOnlyDictionary<long, List<Happening>> Logs => _logs;

    /// <summary>Those who applied and never became members.</summary>
    public List<long> Strangers { get; } = [];

    public IReadOnlySet<long> Left => _left;

    public async Task LiveAsync()
    {
        _now = database.NowUtc;
        Strangers.Add(await database.Given.UnconfirmedAsync(Answers.Of("unconfirmed@example.org")));
        Strangers.Add(await database.Given.AppliedAsync(Answers.Of("applied@example.org")));
        Strangers.Add(await database.Given.DeclinedAsync(Answers.Of("declined@example.org")));
        _approvals.AddRange(Enumerable.Range(0, Approvals).Select(_ => AnyApproval()).Where(at => at > _now).Distinct().Order());
        var outages = AnyOutages();
        while (_now < End)
        {
            var next = NextInstant();
            await ApproveUntilAsync(next);
            MoveTo(next);
            if (_random.Next(2) == 0 && _logs.Count > 0)
            {
                await HappenAsync();
                MoveTo(_now.AddTicks(_random.Next(1, 5)));
            }

            if (!outages.Any(outage => outage.From <= _now && _now < outage.To)) await PassAsync();
        }
    }

    /// <summary>A long one, in which most miss a request or two, and some of days or weeks.</summary>
    private List<(DateTime From, DateTime To)> AnyOutages()
    {
        var outages = Enumerable.Range(0, 8).Select(_ => (From: AnyDay(2027, 1450), Days: _random.Next(2, 50))).ToList();
        outages.Add((AnyDay(2028, 700), _random.Next(190, 420)));
        return [.. outages.Select(outage => (outage.From, outage.From.AddDays(outage.Days)))];

        DateTime AnyDay(int year, int days) => new DateTime(year, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(_random.Next(days));
    }

    /// <summary>Half of the days are the last of a month or shortly before; half of the hours lie around midnight or in an hour that clocks skip or repeat.</summary>
    private DateTime AnyApproval()
    {
        var day = new DateTime(2027, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(_random.Next(1000));
        if (_random.Next(2) == 0) day = day.AddDays(DateTime.DaysInMonth(day.Year, day.Month) - day.Day - _random.Next(3));
        if (_random.Next(12) == 0) day = new[] { new DateTime(2028, 2, 29, 0, 0, 0, DateTimeKind.Utc), new(2027, 3, 28, 0, 0, 0, DateTimeKind.Utc), new(2027, 10, 31, 0, 0, 0, DateTimeKind.Utc), new(2028, 8, 31, 0, 0, 0, DateTimeKind.Utc) }[_random.Next(4)];
        return day.AddTicks(_random.Next(4) switch
        {
            0 => TimeSpan.FromMinutes(_random.Next(-70, 70)).Ticks,
            1 => -TimeSpan.TicksPerHour * _random.Next(2) - _random.Next(2),
            2 => TimeSpan.FromMinutes(_random.Next(150)).Ticks,
            _ => _random.NextInt64(TimeSpan.TicksPerDay),
        });
    }

    /// <summary>A later instant: on one of the next days, often the very instant at which mails of that day are due, or the last one before it.</summary>
    private DateTime NextInstant()
    {
        var today = TimeZoneInfo.ConvertTimeFromUtc(_now, London).Date;
        var day = today.AddDays(_random.Next(8));
        var nine = TimeZoneInfo.ConvertTimeToUtc(day.AddHours(9), London);
        var at = _random.Next(6) switch
        {
            0 or 1 => nine,
            2 => nine.AddTicks(-1),
            3 => nine.AddSeconds(-_random.Next(1, 9 * 3600)),
            _ => nine.AddSeconds(_random.Next(14 * 3600)),
        };
        return at > _now ? at : _now.AddSeconds(_random.Next(1, 40_000));
    }

    private void MoveTo(DateTime atUtc)
    {
        _now = atUtc;
        if (_now > database.NowUtc) database.Clock.SetUtcNow(new(_now));
    }

    private async Task ApproveUntilAsync(DateTime nextUtc)
    {
        while (_approvals.Count > 0 && _approvals[0] < nextUtc)
        {
            if (_approvals[0] > _now) MoveTo(_approvals[0]);
            _approvals.RemoveAt(0);
            var id = await database.Given.ApprovedAsync(Answers.Of(NextAddress()));
            _logs[id] = [new Happening.Approved(_now)];
        }
    }

    private async Task PassAsync()
    {
        Assert.NotNull(await database.DoAsync<FeedbackRun, FeedbackRunResult?>(run => run.RunAsync(_now, default)));
        foreach (var log in _logs.Values) log.Add(new Happening.Passed(_now));
    }

    /// <summary>Half of it to someone who was asked lately: then most hangs on it.</summary>
    private async Task HappenAsync()
    {
        var lately = await database.SeeAsync(db => db.FeedbackRequests.OrderByDescending(request => request.Id).Select(request => request.MemberId).Take(4).ToListAsync());
        var id = lately.Count > 0 && _random.Next(2) == 0 ? lately[_random.Next(lately.Count)] : _logs.Keys.ElementAt(_random.Next(_logs.Count));
        if (_left.Contains(id)) return;
        await (_random.Next(100) switch
        {
            < 30 => AnswerAsync(id),
            < 38 => PauseAsync(id),
            < 42 => ChooseAsync<FeedbackChoices>(id, new Happening.WentOn(_now), choices => choices.GoOnAsync(id, _now, default)),
            < 67 => SwitchAsync(id),
            < 80 => HoldAsync(id),
            < 98 => CorrectAsync(id),
            _ => LeaveAsync(id),
        });
    }

    /// <summary>Mostly the newest request, now and then an older one: its link may be alive, and its answer may be put right.</summary>
    private async Task AnswerAsync(long id)
    {
        var asked = await database.SeeAsync(db => db.FeedbackRequests.Where(request => request.MemberId == id && request.AskedAtUtc != null).OrderByDescending(request => request.Number).Select(request => new { request.Id, request.Number }).ToListAsync());
        if (asked.Count == 0) return;
        var one = asked[_random.Next(4) == 0 ? _random.Next(asked.Count) : 0];
        await ChooseAsync<FeedbackAnswers>(id, new Happening.Answered(_now, one.Number), answers => answers.AnswerAsync(one.Id, new(new(PromiseStatus.UnderWay, SiteLanguage.English, UpdateVisibility.Team), new()), _now, default));
    }

    private Task PauseAsync(long id)
    {
        var until = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(_now, London)).AddDays(_random.Next(1, _random.Next(2) == 0 ? 20 : 500));
        return ChooseAsync<FeedbackChoices>(id, new Happening.Paused(_now, until), choices => choices.PauseAsync(id, until, _now, default));
    }

    /// <summary>Now and then to what they have already.</summary>
    private Task SwitchAsync(long id)
    {
        var isYearly = _logs[id].OfType<Happening.Chose>().LastOrDefault()?.Yearly == true;
        var yearly = _random.Next(5) == 0 ? isYearly : !isYearly;
        return ChooseAsync<FeedbackChoices>(id, new Happening.Chose(_now, yearly), choices => choices.ChooseYearlyAsync(id, yearly, _now, default));
    }

    private async Task HoldAsync(long id)
    {
        var address = (await database.Given.MemberAsync(id)).Email!;
        await ChooseAsync<IMailRecipients>(id, new Happening.Held(_now), recipients => recipients.HoldAsync(RecipientKind.Member, id, address, _now, default));
        _held.Add(id);
    }

    /// <summary>Those who get no mail come first, or most would stay so for years.</summary>
    private async Task CorrectAsync(long id)
    {
        if (_held.Count > 0 && _random.Next(8) != 0) id = _held.Min();
        _held.Remove(id);
        var (address, isNew) = ((await database.Given.MemberAsync(id)).Email!, _random.Next(3) != 0);
        if (isNew) await ChooseAsync<EmailCorrection>(id, new Happening.Corrected(_now), correction => correction.CorrectAsync(id, NextAddress(), 1, _now, default));
        else await ChooseAsync<IMailRecipients>(id, new Happening.Corrected(_now), recipients => recipients.ReleaseAsync(RecipientKind.Member, id, address, default));
    }

    private async Task LeaveAsync(long id)
    {
        await ChooseAsync<MemberDeparture>(id, new Happening.Left(_now), departure => departure.LeaveAsync(id, _now, default));
        _left.Add(id);
        _held.Remove(id);
    }

    private async Task ChooseAsync<TService>(long id, Happening happening, Func<TService, Task> deed) where TService : notnull
    {
        await database.DoAsync(deed);
        _logs[id].Add(happening);
    }

    private string NextAddress() => $"demo-{++_addresses}@example.org";
}
