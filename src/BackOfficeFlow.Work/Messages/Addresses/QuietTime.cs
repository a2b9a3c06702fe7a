namespace BackOfficeFlow.Work.Messages;

/// <summary>
/// Configuration section "Messages:Quiet": between these local times nobody is written to, unless it is urgent. It is what good manners ask for service
/// notices; the law's own hours (LGDCU art. 96) are for commercial calls. Both times alike: messages go at any time.
/// </summary>
public sealed class QuietTime
{
    public const string Section = "Messages:Quiet";

    public TimeOnly From { get; init; } = new(22, 0);

    public TimeOnly Until { get; init; } = new(8, 0);
}
