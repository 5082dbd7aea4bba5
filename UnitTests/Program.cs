if (args is ["--stacks"])
{
    UnitTests.Simulation.CallStacks.Print(Console.Out);
    return 0;
}

return UnitTests.Simulation.World.SeedProgram.Run(args, Console.Out, Console.Error);
