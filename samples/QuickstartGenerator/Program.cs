using QuickstartGenerator;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: QuickstartGenerator DIRECTORY   (rewrites the files of samples/quickstart)");
    return 2;
}

Directory.CreateDirectory(args[0]);
foreach ((string name, byte[] content) in QuickstartFiles.Generate())
{
    File.WriteAllBytes(Path.Combine(args[0], name), content);
    Console.WriteLine($"{name}: {content.Length} bytes");
}
return 0;
