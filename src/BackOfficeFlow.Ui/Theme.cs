using MudBlazor;

namespace BackOfficeFlow.Ui;

/// <summary>A calm look: much white, one quiet accent, colour only where it says something. All text colours keep AA contrast on their ground.</summary>
public static class Theme
{
    static readonly string[] SystemFonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Ubuntu", "Cantarell", "Noto Sans", "Liberation Sans", "sans-serif"];

    public static MudTheme Calm { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1f5c66",
            PrimaryContrastText = "#ffffff",
            Secondary = "#5a4a78",
            SecondaryContrastText = "#ffffff",
            Tertiary = "#6b5a2e",
            Info = "#245a8d",
            Success = "#2b6a43",
            Warning = "#8a5300",
            WarningContrastText = "#ffffff",
            Error = "#a3322b",
            Dark = "#22302f",
            Background = "#f5f7f6",
            BackgroundGray = "#edf1f0",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1d2a2c",
            DrawerBackground = "#ffffff",
            DrawerText = "#33444a",
            DrawerIcon = "#4a5d63",
            TextPrimary = "#1d2a2c",
            TextSecondary = "#52636a",
            TextDisabled = "#6f7d82",
            ActionDefault = "#4a5d63",
            ActionDisabled = "#8a979b",
            LinesDefault = "#dfe5e4",
            LinesInputs = "#7d8b90",
            TableLines = "#e4e9e8",
            TableHover = "#f0f5f5",
            Divider = "#dfe5e4",
            HoverOpacity = 0.05,
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", DrawerWidthLeft = "232px", AppbarHeight = "60px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = SystemFonts, FontSize = "1.625rem", FontWeight = "650", LineHeight = "1.25", LetterSpacing = "-0.01em" },
            H2 = new H2Typography { FontFamily = SystemFonts, FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "normal" },
            H3 = new H3Typography { FontFamily = SystemFonts, FontSize = "1.0625rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            H4 = new H4Typography { FontFamily = SystemFonts, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            H5 = new H5Typography { FontFamily = SystemFonts, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = SystemFonts, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = SystemFonts, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = SystemFonts, FontSize = "0.875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontFamily = SystemFonts, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontFamily = SystemFonts, FontSize = "0.875rem", FontWeight = "600", LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = SystemFonts, FontSize = "0.9375rem", FontWeight = "550", LineHeight = "1.5", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = SystemFonts, FontSize = "0.8125rem", LineHeight = "1.4", LetterSpacing = "normal" },
            Overline = new OverlineTypography { FontFamily = SystemFonts, FontSize = "0.75rem", LineHeight = "1.4", LetterSpacing = "0.04em" },
        },
    };
}
