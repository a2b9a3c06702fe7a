using Microsoft.AspNetCore.Http;

namespace BackOfficeFlow.Work.Files;

/// <summary>What still comes of an upload that was refused.</summary>
static class RestOfBody
{
    /// <summary>A browser that is still sending would show a broken line instead of our words: the rest is taken and forgotten.</summary>
    public static async Task Forget(Stream body, long atMost, CancellationToken cancel)
    {
        var bytes = new byte[64 * 1024];
        try
        {
            for (long forgotten = 0; forgotten < atMost; )
            {
                var count = await body.ReadAsync(bytes, cancel);
                if (count == 0)
                    return;
                forgotten += count;
            }
        }
        catch (Exception broken) when (broken is IOException or BadHttpRequestException)
        {
        }
    }
}
