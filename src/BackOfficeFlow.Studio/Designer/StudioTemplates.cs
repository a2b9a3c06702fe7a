namespace BackOfficeFlow.Studio;

/// <summary>The pages' HTML, which stands in the program.</summary>
static class StudioTemplates
{
    public static string Read(string name)
    {
        using var stream = typeof(StudioTemplates).Assembly.GetManifestResourceStream($"designer.{name}")
            ?? throw new InvalidOperationException($"The program lacks its part 'designer.{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
