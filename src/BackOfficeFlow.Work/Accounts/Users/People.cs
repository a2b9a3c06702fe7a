using FluentValidation;
using Microsoft.AspNetCore.Identity;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>How a person's account begins.</summary>
static class People
{
    /// <summary>Without a password nobody can sign in as them until they choose one by their link.</summary>
    public static User New(UserManager<User> users, string email, string name, string? password, DateTimeOffset now)
    {
        var user = new User
        {
            Id = Guid.CreateVersion7(now),
            UserName = email.Trim(),
            NormalizedUserName = users.NormalizeName(email.Trim()),
            Email = email.Trim(),
            NormalizedEmail = users.NormalizeEmail(email.Trim()),
            EmailConfirmed = password is not null,
            DisplayName = name.Trim(),
            LockoutEnabled = true,
            SecurityStamp = Secrets.New(),
            Since = now,
        };
        if (password is not null)
            user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        return user;
    }

    public static IRuleBuilderOptions<T, string> GoodEmail<T>(this IRuleBuilder<T, string> email) => email
        .Must(text => text is not null && System.Net.Mail.MailAddress.TryCreate(text.Trim(), out var address) && address.Address == text.Trim() && text.Trim().Length <= 254)
        .WithMessage(_ => Texts.Of("EmailForm"));
}
