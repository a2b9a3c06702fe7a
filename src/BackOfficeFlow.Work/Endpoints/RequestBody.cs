using Microsoft.AspNetCore.Http;

namespace BackOfficeFlow.Work.Endpoints;

/// <summary>The body of a request of another system, read to a limit.</summary>
public static class RequestBody
{
    /// <summary>The body, or null when it is longer than that.</summary>
    public static async Task<byte[]?> Read(HttpRequest request, long most, CancellationToken cancel)
    {
        if (request.ContentLength > most)
            return null;
        using var body = new MemoryStream();
        var part = new byte[64 * 1024];
        while (await request.Body.ReadAsync(part, cancel) is > 0 and var count)
        {
            if (body.Length + count > most)
                return null;
            body.Write(part, 0, count);
        }
        return body.ToArray();
    }
}
