using System.Buffers.Binary;

namespace BackOfficeFlow.Engine;

/// <summary>
/// Makes the ids of instances: UUIDs of version 7 whose order is that in which this process made them, also within a millisecond (RFC 9562,
/// 6.2, method 1). So what many instances wait for is told in the order in which they began, whatever the clock says.
/// </summary>
public static class InstanceIds
{
    const int CounterBits = 26;
    static int last;

    /// <summary>The next id, for an instance that begins now (UTC).</summary>
    public static Guid Next(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var count = (uint)Interlocked.Increment(ref last) & ((1u << CounterBits) - 1);
        // 12 bits behind the version, 14 behind the variant; 48 stay random.
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (count >> 14)));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[8..], (ushort)(0x8000 | (count & 0x3FFF)));
        return new Guid(bytes, bigEndian: true);
    }
}
