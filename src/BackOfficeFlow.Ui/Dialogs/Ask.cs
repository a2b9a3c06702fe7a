using MudBlazor;

namespace BackOfficeFlow.Ui;

/// <summary>Questions to the person at the screen.</summary>
public static class Ask
{
    /// <summary>True when the person said yes; closing the dialog is no.</summary>
    public static async Task<bool> Confirm(this IDialogService dialogs, string title, string text, string? confirmText = null, bool danger = false)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Text, text },
            { dialog => dialog.ConfirmText, confirmText },
            { dialog => dialog.Danger, danger },
        };
        var shown = await dialogs.ShowAsync<ConfirmDialog>(title, parameters, new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true });
        return await shown.Result is { Canceled: false };
    }
}
