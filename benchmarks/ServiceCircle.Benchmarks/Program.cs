using System.Globalization;
using ServiceCircle.Benchmarks;
using ServiceCircle.Benchmarks.Circles;
using ServiceCircle.Benchmarks.Growth;
using ServiceCircle.Benchmarks.Kernel;
using ServiceCircle.Benchmarks.Micro;
using ServiceCircle.Benchmarks.Scenarios;

return args switch
{
    ["kernel", _, ..] => KernelProgram.Run(args[1..]),
    ["questions", _, ..] => QuestionsProgram.Run(args[1..]),
    ["matrix", _, ..] => MatrixProgram.Run(args[1..]),
    ["kernel-table", string results, .. var documents] => ResultTable.Run(results, documents),
    ["micro", ..] => MicroProgram.Run(args[1..]),
    ["circles-truth", string file, string origins] => CircleTruth.Run(file, Whole(origins)),
    ["circles-fuzz", string file, string origins] => CircleFuzz.Run(file, Whole(origins)),
    ["circles-fuzz", string file, string origins, string skip] => CircleFuzz.Run(file, Whole(origins), Whole(skip)),
    ["circles-speed", string file, string minutes, string origins, .. string[] kind] =>
        CircleSpeed.Run(file, Number(minutes), Whole(origins), kind.FirstOrDefault()),
    ["circles-dissolve", string file, string minutes, string places] => CircleDissolve.Run(file, Number(minutes), Whole(places)),
    ["circles-picture", string file, string lon, string lat, string output] => CirclePicture.Run(file, Number(lon), Number(lat), output),
    ["siting-city", _, _, ..] => SitingCity.Run(args[1..]),
    ["edits-speed", string file, string count] => NetworkEdits.Run(file, Whole(count)),
    ["whatif-speed", string network, string communities, string count] => WhatIfSpeed.Run(network, communities, Whole(count)),
    ["growth", string network, ..] => GrowthProgram.Run(network, args[2..]),
    ["growth-input", string network, string folder, string communities, string facilities, ..] =>
        GrowthProgram.WriteInput(network, folder, Whole(communities), Whole(facilities), args[5..]),
    ["heights", string network, string output] => RoughHeights.Run(network, output),
    ["walkers", string file] => WalkerComparison.Run(file, heights: null),
    ["walkers", string file, string heights] => WalkerComparison.Run(file, heights),
    _ => Usage(),
};

static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("""
        usage: kernel NETWORK [--sources N|all] [--minutes 15,30] [--threads 1] [--textbook N|all] [--rounds 15]
                              [--method automatic|buckets|sweeps] [--lanes 16|32|64|128] [--json]
               kernel NETWORK --export DIR [--sources N|all] [--minutes 15]
               questions NETWORK [--facilities 5000] [--minutes 15] [--threads 1] [--only TEXT] [--json]
               matrix NETWORK [--rows 1000] [--columns 1000] [--minutes 15] [--method plain|lanes|hierarchy]
                              [--question matrix|values|nearest|all] [--services 4] [--repeats 1]
               kernel-table RESULTS_DIR DOCUMENT.md ...
               micro [arguments of BenchmarkDotNet]
               circles-truth NETWORK ORIGINS
               circles-fuzz NETWORK ORIGINS [SKIP]
               circles-speed NETWORK MINUTES ORIGINS [nodes|edges]
               circles-dissolve NETWORK MINUTES PLACES
               circles-picture NETWORK LON LAT OUT.svg
               siting-city NETWORK BLOCKS.csv [--p 1,2,5] [--minutes 15] [--time-limit 30] [--gap 0.01]
               edits-speed NETWORK COUNT
               whatif-speed NETWORK COMMUNITIES.csv COUNT
               growth NETWORK [--from 4000] [--doublings 3] [--repeats 3]
               growth-input NETWORK FOLDER COMMUNITIES FACILITIES [--one-point] [--plans tj,hebei]
               heights NETWORK OUT.asc
               walkers NETWORK [HEIGHTS]
        """);
    return 2;
}
