using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed partial class TestHabitTests
{
    [Fact]
    public void No_test_sleeps()
    {
        var sleeping = SourceFile.Under("tests", ".cs").Where(file => Sleeping.IsMatch(file.Text));

        sleeping.ShouldBeEmpty("Time is moved by hand; what another process does is waited for with Eventually.");
    }

    [Fact]
    public void No_test_is_skipped_for_good()
    {
        var skipped = SourceFile.Under("tests", ".cs").Where(file => Skipping.IsMatch(file.Text));

        skipped.ShouldBeEmpty("A test that needs something says so with Requires; one that is wrong is mended or removed.");
    }

    [GeneratedRegex(@"Thread\s*\.Sleep|Task\s*\.Delay|Spin[W]ait")]
    static partial Regex Sleeping { get; }

    [GeneratedRegex(@"\b(Fact|Theory)\([^\]]*\bSkip\s*=")]
    static partial Regex Skipping { get; }
}
