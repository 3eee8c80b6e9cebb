namespace ServiceCircle.Ground;

/// <summary>
/// Bad input: something the user gave cannot be used. Carries what a person needs to mend it, so that every host prints it the same way,
/// in the language of its reader (<see cref="Messages.Text(InputException, Func{string, string})"/>), and exits with code 3. The properties
/// and the message are English.
/// </summary>
public sealed class InputException : Exception
{
    private readonly string _file;
    private readonly Spot _spot;
    private readonly Notice _found, _expected;
    private readonly Notice? _advice;

    /// <summary>Tells what is wrong.</summary>
    /// <param name="file">The file as the user named it, or the property of a question ("Minutes").</param>
    /// <param name="where">
    /// Line, row, byte offset, key path or element ("line 12", "byte 4096", "services[2].minutes", "line 3, changes[0]"); empty if the
    /// whole file.
    /// </param>
    /// <param name="found">What was found there.</param>
    /// <param name="expected">What was expected instead.</param>
    /// <param name="advice">What to do about it; null when <paramref name="expected"/> says it all.</param>
    /// <param name="inner">The cause, if another exception told us.</param>
    public InputException(string file, string where, Notice found, Notice expected, Notice? advice = null, Exception? inner = null)
        : this(file, new Spot(where), found, expected, advice, inner)
    {
    }

    internal InputException(string file, Spot spot, Notice found, Notice expected, Notice? advice, Exception? inner = null)
        : base(null, inner) => (_file, _spot, _found, _expected, _advice) = (file, spot, found, expected, advice);

    /// <summary>The file as the user named it.</summary>
    public string File => _file;

    /// <summary>Line, byte offset, key path or element; empty if the whole file.</summary>
    public string Where => _spot.ToString();

    /// <summary>What was found.</summary>
    public string Found => _found.ToString();

    /// <summary>What was expected.</summary>
    public string Expected => _expected.ToString();

    /// <summary>What to do; may be empty.</summary>
    public string Advice => _advice?.ToString() ?? "";

    /// <inheritdoc/>
    public override string Message => Sentence().ToString();

    /// <summary>The whole of it, with the names that a host gives to properties of a question that stand for a file or a place.</summary>
    internal Notice Sentence(Func<string, string>? nameOf = null)
    {
        string file = nameOf?.Invoke(_file) ?? _file;
        Spot spot = nameOf is null ? _spot : _spot with { Text = nameOf(_spot.Text) };
        Notice place = spot.Text.Length == 0 ? Notice.AsIs(file) : new Notice("error/place", ("file", file), ("where", spot));
        var sentence = new Notice("error/input", ("place", place), ("found", _found), ("expected", _expected));
        return _advice is null ? sentence : new Notice("advice/after", ("before", sentence), ("advice", _advice));
    }
}
