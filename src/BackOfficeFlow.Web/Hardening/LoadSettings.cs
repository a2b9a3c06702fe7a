using BackOfficeFlow.Data;

namespace BackOfficeFlow.Web;

/// <summary>How much of other systems' work a node takes on.</summary>
/// <param name="AtOnce">Commands that are worked on at once.</param>
/// <param name="Open">Commands that are open: worked on, waiting for their turn, or waiting for other systems that a case called.</param>
/// <param name="TenantPercent">How much of what is open one company may have.</param>
/// <param name="Uploads">Large files that are taken in at once.</param>
sealed record LoadSettings(int AtOnce, int Open, int TenantPercent, int Uploads)
{
    /// <summary>Waiting a little is better than being sent away; waiting long is not.</summary>
    const int OpenForEachAtOnce = 16;

    /// <param name="configuration">The settings.</param>
    /// <param name="cores">Of the machine.</param>
    /// <param name="writers">How many transactions write at once in this database.</param>
    /// <exception cref="SettingException">A value is no whole number, or outside its limits.</exception>
    public static LoadSettings Read(IConfiguration configuration, int cores, int writers)
    {
        var atOnce = configuration.Number("Load:AtOnce", Math.Max(2 * cores, writers), 1, 1000);
        return new LoadSettings(
            atOnce,
            configuration.Number("Load:Open", OpenForEachAtOnce * atOnce, atOnce, 100_000),
            configuration.Number("Load:TenantPercent", 75, 1, 100),
            configuration.Number("Load:Uploads", 4, 1, 100));
    }
}
