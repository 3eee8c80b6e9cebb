using System.Globalization;
using ServiceCircle.Benchmarks.Circles;

// circles-truth FILE ORIGINS | circles-fuzz FILE ORIGINS | circles-speed FILE MINUTES ORIGINS | circles-picture FILE LON LAT OUT.svg
return args switch
{
    ["circles-truth", string file, string origins] => CircleTruth.Run(file, int.Parse(origins, CultureInfo.InvariantCulture)),
    ["circles-fuzz", string file, string origins] => CircleFuzz.Run(file, int.Parse(origins, CultureInfo.InvariantCulture)),
    ["circles-speed", string file, string minutes, string origins] => CircleSpeed.Run(file, Number(minutes), int.Parse(origins, CultureInfo.InvariantCulture)),
    ["circles-picture", string file, string lon, string lat, string output] => CirclePicture.Run(file, Number(lon), Number(lat), output),
    _ => 0,
};

static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
