using FluentValidation;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Length is what makes a password hard to guess; demands on its signs only make it hard to remember.</summary>
static class PasswordRules
{
    public const int Shortest = 12;
    const int Longest = 128;

    public static IRuleBuilderOptions<T, string> GoodPassword<T>(this IRuleBuilder<T, string> password) => password
        .Must(text => text is { Length: >= Shortest }).WithMessage(_ => Texts.Of("PasswordShort", Shortest))
        .Must(text => text is not { Length: > Longest }).WithMessage(_ => Texts.Of("PasswordLong", Longest))
        .Must(text => text is null || text.Distinct().Count() >= 5).WithMessage(_ => Texts.Of("PasswordPlain"));
}
