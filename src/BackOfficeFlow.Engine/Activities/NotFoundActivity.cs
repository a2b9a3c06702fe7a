namespace BackOfficeFlow.Engine.Activities;

/// <summary>Stands in for an activity type that is not installed; its JSON is kept as it came.</summary>
[Activity(TypeName, Category = "Primitives", IsHidden = true, Description = "An activity whose type is not known here.")]
public sealed class NotFoundActivity : Activity
{
    internal const string TypeName = Definitions.OriginalActivity.StandIn;

    [Part("The type that was asked for.", IsText = true)] public string? Type { get; set; }
    [Part("The type as a server wrote it down.", IsText = true)] public string? MissingTypeName { get; set; }
    [Part("Its version as a server wrote it down.")] public int MissingTypeVersion { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Fault($"Activity type '{MissingTypeName ?? Type}' version '{MissingTypeVersion}' could not be found.", "activity-type-not-found");
}
