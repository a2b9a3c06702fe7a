using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Where steps wait: bookmarks that come and go, and what a wait makes forget.</summary>
sealed partial class BurstRun
{
    void AddBookmarks(Execution execution, IReadOnlyList<BookmarkRequest> requests)
    {
        foreach (var request in requests)
        {
            if (request.Stays && instance.Bookmarks.Exists(standing => standing.Stays && standing.ExecutionId == execution.Id && standing.Kind == request.Kind && standing.Key == request.Key))
                continue;
            var bookmark = new Bookmark(Guid.CreateVersion7(now), execution.Node.Key, execution.Id, request.Kind, request.Key)
            {
                DueAt = request.DueAt?.ToUniversalTime(),
                Plan = request.Plan,
                Payload = Values.Normalize(request.Payload),
                Stays = request.Stays,
                CreatedAt = now
            };
            instance.Bookmarks.Add(bookmark);
            burst.NewBookmarks.Add(bookmark);
        }
    }

    bool RemoveBookmarks(Execution execution)
    {
        var hadSome = false;
        for (var i = instance.Bookmarks.Count - 1; i >= 0; i--)
        {
            if (instance.Bookmarks[i].ExecutionId != execution.Id)
                continue;
            Gone(instance.Bookmarks[i]);
            instance.Bookmarks.RemoveAt(i);
            hadSome = true;
        }
        return hadSome;
    }

    // A wait that began and ended within the burst is nobody's business.
    void Gone(Bookmark bookmark)
    {
        if (!burst.NewBookmarks.Remove(bookmark))
            burst.GoneBookmarks.Add(bookmark);
    }

    // Only for hosts that want what Elsa does: what has no storage is lost at a wait.
    void ForgetWhatIsNotStored()
    {
        if (!workflow.KeepOutputsAfterWait)
        {
            instance.Outputs.Clear();
            instance.LastResult = null;
        }
        if (workflow.KeepUnstoredVariables)
            return;
        Reset(instance.Root!);
        foreach (var name in instance.Input.Keys.Where(name => workflow.Definition.Inputs.FirstOrDefault(input => input.Name == name)?.StorageDriver is null).ToArray())
            instance.Input.Remove(name);
    }

    static void Reset(Execution execution)
    {
        for (var i = 0; i < (execution.Slots?.Length ?? 0); i++)
            if (!execution.Node.Variables[i].IsStored)
                execution.Slots![i] = execution.Node.Variables[i].Default;
        foreach (var child in execution.Children ?? [])
            Reset(child);
    }
}
