return UnitTests.Simulation.World.SeedProgram.Run(args, Console.Out, Console.Error);
