using System.Globalization;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>Options of the form "--name value".</summary>
internal sealed class Arguments(string[] args)
{
    public bool Has(string name) => Array.IndexOf(args, name) >= 0;

    public string Text(string name, string otherwise)
    {
        int at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : args[at + 1];
    }

    public int Int(string name, int otherwise) => Has(name) ? int.Parse(Text(name, ""), CultureInfo.InvariantCulture) : otherwise;

    public double Double(string name, double otherwise) =>
        Has(name) ? double.Parse(Text(name, ""), CultureInfo.InvariantCulture) : otherwise;
}
