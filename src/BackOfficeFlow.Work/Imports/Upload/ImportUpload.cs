using System.Net;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Files;
using FluentValidation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackOfficeFlow.Work.Imports;

/// <summary>
/// Takes the posted form as it comes, without holding the file in memory or on disk: each piece goes on into the store. The small fields
/// (token, kind) stand before the file in the form.
/// </summary>
static class ImportUpload
{
    const int SmallField = 8 * 1024;
    const long FormAround = 64 * 1024;

    public static async Task<IResult> Take(HttpContext http, Requests requests, Uploads uploads, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> tokens, IOptions<ImportSettings> settings)
    {
        var cancel = http.RequestAborted;
        var limit = settings.Value.MaxBytes;
        // One more than is taken, so that it is we who say that it is too much.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = 2 * (limit + FormAround);

        try
        {
            var form = await Form.Read(http, cancel);
            http.Request.Headers[tokens.Value.HeaderName ?? "RequestVerificationToken"] = form.Token;
            await antiforgery.ValidateRequestAsync(http);
            if (form.File is null || form.FileName is null)
                return Sorry(http, StatusCodes.Status400BadRequest, Texts.Of("NoFile"));

            var probe = new CsvProbe();
            var file = await uploads.Take(form.FileName, form.File, limit, bytes => See(probe, bytes), cancel);
            var id = await requests.Send(new BeginImport(form.Kind ?? "", file, probe.Encoding), cancel);
            http.Response.Headers.Location = $"{http.Request.PathBase}/imports/{id}";
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }
        catch (AntiforgeryValidationException)
        {
            return Sorry(http, StatusCodes.Status400BadRequest, Texts.Of("NotFromHere"));
        }
        catch (FileTooLargeException)
        {
            await RestOfBody.Forget(http.Request.Body, limit, cancel);
            return Sorry(http, StatusCodes.Status413PayloadTooLarge, Texts.Of("TooLarge", FileSizes.Say(limit)));
        }
        catch (BadHttpRequestException broken) when (broken.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Sorry(http, StatusCodes.Status413PayloadTooLarge, Texts.Of("TooLarge", FileSizes.Say(limit)));
        }
        catch (RuleBrokenException refused)
        {
            return Sorry(http, StatusCodes.Status400BadRequest, refused.Message);
        }
        catch (ValidationException refused)
        {
            return Sorry(http, StatusCodes.Status400BadRequest, string.Join(' ', refused.Errors.Select(error => error.ErrorMessage)));
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or BadHttpRequestException)
        {
            return Sorry(http, StatusCodes.Status400BadRequest, Texts.Of("Broken"));
        }
    }

    static void See(CsvProbe probe, ReadOnlySpan<byte> bytes)
    {
        probe.See(bytes);
        if (probe.Refusal is { } refusal)
            throw new RuleBrokenException(Texts.Of("Refusal." + refusal)) { Code = "import-no-csv" };
    }

    static IResult Sorry(HttpContext http, int status, string message)
    {
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return Results.Problem(message, statusCode: status);

        var page = $"""
            <!DOCTYPE html>
            <html lang="{System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encode(Texts.Of("UploadFailed"))} · BackOfficeFlow</title>
            <link rel="stylesheet" href="{http.Request.PathBase}/_content/BackOfficeFlow.Ui/app.css"></head>
            <body class="bof-plain"><main class="bof-plain-main"><div class="bof-plain-card">
            <h1>{Encode(Texts.Of("UploadFailed"))}</h1>
            <p role="alert">{Encode(message)}</p>
            <p><a href="{http.Request.PathBase}/imports">{Encode(Texts.Of("Back"))}</a></p>
            </div></main></body>
            </html>
            """;
        return Results.Text(page, "text/html", Encoding.UTF8, status);
    }

    static string Encode(string text) => WebUtility.HtmlEncode(text);

    sealed record Form(string Token, string? Kind, string? FileName, Stream? File)
    {
        public static async Task<Form> Read(HttpContext http, CancellationToken cancel)
        {
            if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
                return new("", null, null, null);

            var form = new Form("", null, null, null);
            var reader = new MultipartReader(boundary, http.Request.Body);
            while (await reader.ReadNextSectionAsync(cancel) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part))
                    continue;
                if (part.IsFileDisposition())
                    return form with { FileName = HeaderUtilities.RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).Value, File = section.Body };

                var text = await Text(section.Body, cancel);
                form = HeaderUtilities.RemoveQuotes(part.Name).Value switch
                {
                    "__RequestVerificationToken" => form with { Token = text },
                    "kind" => form with { Kind = text },
                    _ => form
                };
            }

            return form;
        }

        static async Task<string> Text(Stream body, CancellationToken cancel)
        {
            var bytes = new byte[SmallField];
            var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
    }
}
