using System.ComponentModel;
using System.Runtime.InteropServices;

namespace BackOfficeFlow.Chaos;

/// <summary>What a process cannot refuse: to stand still, and to go on.</summary>
static partial class ProcessSignal
{
    const int Stop = 19;
    const int Continue = 18;
    const int NoSuchProcess = 3;

    public static void Freeze(int process) => Send(process, Stop);

    public static void Thaw(int process) => Send(process, Continue);

    // A process that has ended meanwhile needs neither.
    static void Send(int process, int signal)
    {
        if (Kill(process, signal) != 0 && Marshal.GetLastPInvokeError() != NoSuchProcess)
            throw new Win32Exception();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
