if (args is ["--stacks"])
{
    UnitTests.Simulation.CallStacks.Print(Console.Out);
    return 0;
}

if (args is [UnitTests.Storage.StoreChild.Mode, string folder])
{
    return UnitTests.Storage.StoreChild.Run(folder, Console.Out);
}

return UnitTests.Simulation.World.SeedProgram.Run(args, Console.Out, Console.Error);
