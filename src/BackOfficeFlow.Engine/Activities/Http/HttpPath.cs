using System.Buffers;
using System.Globalization;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>
/// The path of an endpoint: words and places, as <c>orders/{id:int}/lines/{line?}</c> or <c>files/{*rest}</c>. Two paths that differ only in the
/// names of their places have one <see cref="Shapes">shape</see>: by it an endpoint is found.
/// </summary>
public sealed class HttpPath
{
    /// <summary>More would make the search for an endpoint slow: each place of a request may be a word or a place of the path.</summary>
    public const int MostSegments = 8;

    const string AnyPlace = "{}";
    const string AnyRest = "{*}";

    readonly IReadOnlyList<Segment> segments;

    HttpPath(IReadOnlyList<Segment> segments) => this.segments = segments;

    /// <summary>As requests are looked up; two where the last place may be left out.</summary>
    public IReadOnlyList<string> Shapes
    {
        get
        {
            var all = segments.Select(segment => segment.Shape).ToList();
            return segments is [.., { CanBeLeftOut: true }] ? [string.Join('/', all), string.Join('/', all[..^1])] : [string.Join('/', all)];
        }
    }

    /// <summary>How many of its places take only some values: of two paths that fit, the one that says more is meant.</summary>
    public int Constraints => segments.Count(segment => segment.Kinds.Length > 0);

    /// <summary>Null when the text is no path.</summary>
    public static HttpPath? Parse(string? text)
    {
        if (text is null)
            return null;
        var parts = Split(text);
        var segments = parts.Select(Segment.Read).ToList();
        if (parts.Count > MostSegments || segments.Contains(null))
            return null;
        // Only the last place may be left out, or take the rest.
        if (segments.Take(segments.Count - 1).Any(segment => segment!.CanBeLeftOut || segment.IsRest))
            return null;
        var names = segments.Select(segment => segment!.Name).OfType<string>().ToList();
        return names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count ? new HttpPath(segments!) : null;
    }

    /// <summary>The parts of a path, with or without slashes around it.</summary>
    public static IReadOnlyList<string> Split(string path) => path.Trim('/') is { Length: > 0 } inner ? inner.Split('/') : [];

    /// <summary>The shapes that an endpoint for this request may have, what says most first.</summary>
    public static IReadOnlyList<string> ShapesFor(IReadOnlyList<string> request)
    {
        var shapes = new List<(string Shape, string Rank)>();
        for (var kept = 0; kept <= Math.Min(request.Count, MostSegments); kept++)
            for (var places = 0; places < 1 << kept; places++)
            {
                var words = Enumerable.Range(0, kept).Select(i => (places & (1 << i)) != 0 ? AnyPlace : request[i].ToLowerInvariant()).ToList();
                var rank = string.Concat(Enumerable.Range(0, kept).Select(i => (places & (1 << i)) != 0 ? '1' : '0'));
                if (kept == request.Count)
                    shapes.Add((string.Join('/', words), rank));
                if (kept < MostSegments)
                    shapes.Add((string.Join('/', words.Append(AnyRest)), rank + '2'));
            }
        return [.. shapes.OrderBy(shape => shape.Rank, StringComparer.Ordinal).Select(shape => shape.Shape)];
    }

    /// <summary>What stands in the places for this request; null when it is none for this path.</summary>
    public IReadOnlyDictionary<string, object?>? Match(IReadOnlyList<string> request)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            if (segment.IsRest)
            {
                values[segment.Name!] = string.Join('/', request.Skip(i));
                return values;
            }
            if (i >= request.Count ? !segment.CanBeLeftOut : !segment.Takes(request[i]))
                return null;
            if (segment.Name is { } name && (i < request.Count ? request[i] : segment.Default) is { } value)
                values[name] = value;
        }
        return request.Count <= segments.Count ? values : null;
    }

    sealed record Segment(string? Word, string? Name)
    {
        static readonly SearchValues<char> Odd = SearchValues.Create("{}?#*\\");

        public string[] Kinds { get; init; } = [];
        public string? Default { get; init; }
        public bool IsOptional { get; init; }
        public bool IsRest { get; init; }
        public bool CanBeLeftOut => IsOptional || Default is not null;
        public string Shape => IsRest ? AnyRest : Word is null ? AnyPlace : Word.ToLowerInvariant();

        public static Segment? Read(string text)
        {
            if (!text.StartsWith('{'))
                return text.Length > 0 && text.AsSpan().IndexOfAny(Odd) < 0 ? new Segment(text, null) : null;
            if (!text.EndsWith('}') || text.Length < 3)
                return null;
            var inner = text[1..^1];
            var isRest = inner.StartsWith('*');
            inner = inner.TrimStart('*');
            var isOptional = inner.EndsWith('?');
            inner = isOptional ? inner[..^1] : inner;
            var (place, fallback) = inner.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (inner[..at], inner[(at + 1)..]) : (inner, null);
            var parts = place.Split(':');
            if (parts[0].Length == 0 || !parts[0].All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-') || parts.Skip(1).Any(kind => !Fits.ContainsKey(kind)))
                return null;
            return new Segment(null, parts[0]) { Kinds = parts[1..], Default = fallback, IsOptional = isOptional, IsRest = isRest };
        }

        public bool Takes(string value) => Word is not null
            ? string.Equals(Word, value, StringComparison.OrdinalIgnoreCase)
            : value.Length > 0 && Kinds.All(kind => Fits[kind](value));

        static readonly Dictionary<string, Func<string, bool>> Fits = new(StringComparer.OrdinalIgnoreCase)
        {
            ["int"] = value => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
            ["long"] = value => long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
            ["decimal"] = value => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
            ["double"] = value => double.TryParse(value, CultureInfo.InvariantCulture, out _),
            ["bool"] = value => bool.TryParse(value, out _),
            ["guid"] = value => Guid.TryParse(value, out _),
            ["datetime"] = value => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _),
            ["alpha"] = value => value.All(char.IsAsciiLetter)
        };
    }
}

/// <summary>A request that came for an endpoint: found by its method and the shape of the endpoint's path.</summary>
public sealed record HttpStimulus(string Method, string Shape) : Stimulus(HttpStimulus.KindName, KeyOf(Method, Shape))
{
    public const string KindName = "Elsa.HttpEndpoint";

    public static string KeyOf(string method, string shape) => $"{method.ToUpperInvariant()} /{shape}";
}
