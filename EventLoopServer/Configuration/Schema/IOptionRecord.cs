using System.Diagnostics.CodeAnalysis;

namespace EventLoopServer.Configuration.Schema;

/// <summary>
/// A record with options. A native build keeps only members that the code uses. The options are
/// found by reflection, so the attribute keeps the public members of all these records.
/// </summary>
[DynamicallyAccessedMembers(
    DynamicallyAccessedMemberTypes.PublicProperties
    | DynamicallyAccessedMemberTypes.PublicMethods)]
internal interface IOptionRecord;
