using SimpleClient;

return await new ClientProgram(Surroundings.OfProcess()).RunAsync(args);
