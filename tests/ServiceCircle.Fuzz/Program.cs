using System.Globalization;
using ServiceCircle.Fuzz;

// dotnet run -c Release --project tests/ServiceCircle.Fuzz -- [inputs [seed [reader]]]
if (args is ["--part", var folder, var one, var of, var kind]) return Part.Run(folder, int.Parse(one), int.Parse(of), kind);
int inputs = args.Length > 0 ? int.Parse(args[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 20_000;
return Parts.Run(inputs, args.Length > 1 ? int.Parse(args[1]) : 1, args.Length > 2 ? args[2] : "");
