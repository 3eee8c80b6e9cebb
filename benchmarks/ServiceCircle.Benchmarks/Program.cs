using System.Globalization;
using ServiceCircle.Benchmarks;
using ServiceCircle.Benchmarks.Circles;

// circles-truth FILE ORIGINS | circles-speed FILE MINUTES ORIGINS | edits-speed FILE COUNT
return args switch
{
    ["circles-truth", string file, string origins] => CircleTruth.Run(file, int.Parse(origins, CultureInfo.InvariantCulture)),
    ["circles-speed", string file, string minutes, string origins] => CircleSpeed.Run(
        file, double.Parse(minutes, CultureInfo.InvariantCulture), int.Parse(origins, CultureInfo.InvariantCulture)),
    ["edits-speed", string file, string count] => NetworkEdits.Run(file, int.Parse(count, CultureInfo.InvariantCulture)),
    _ => 0,
};
