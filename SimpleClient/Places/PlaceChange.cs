namespace SimpleClient.Places;

/// <summary>A change of what is remembered about a place.</summary>
/// <param name="Label">The room, or the other person with <c>@</c>.</param>
/// <param name="State">The new state.</param>
internal sealed record PlaceChange(string Label, PlaceState State);
