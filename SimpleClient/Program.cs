using SimpleClient.Startup;
using SimpleClient.Terminal.Device;

using var guard = new TerminalGuard();
using var codePages = new ConsoleCodePages();
return await new ClientProgram(ConsoleEnvironment.OfProcess()).RunAsync(args);
