namespace NBomber.Engine;

internal enum LoadKind
{
    RampingConstant,
    KeepConstant,
    RampingInject,
    Inject,
    InjectRandom,
    Pause,
}
