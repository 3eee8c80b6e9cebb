using System.Globalization;
using ServiceCircle.Benchmarks.Circles;

// circles-truth FILE ORIGINS | circles-speed FILE MINUTES ORIGINS
return args switch
{
    ["circles-truth", string file, string origins] => CircleTruth.Run(file, int.Parse(origins, CultureInfo.InvariantCulture)),
    ["circles-speed", string file, string minutes, string origins] => CircleSpeed.Run(
        file, double.Parse(minutes, CultureInfo.InvariantCulture), int.Parse(origins, CultureInfo.InvariantCulture)),
    _ => 0,
};
