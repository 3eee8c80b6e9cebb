namespace ServiceCircle.Isochrones;

/// <summary>
/// The samples along a straight run of path, in columns and rows of a frame: at every line of the lattice that the run
/// crosses the nearest sample. (J. E. Bresenham, 1965, with real ends.)
/// </summary>
/// <remarks>Samples depend on the run, not on the part of it that is asked for, apart from the two at the part's ends.</remarks>
internal readonly struct SampledLine
{
    private readonly double _major0, _minor0, _majorLength, _slope;
    private readonly int _origin, _majorStep, _minorStep;

    /// <param name="frame">The frame.</param>
    /// <param name="x0">Start of the run, in columns from the frame's first.</param>
    /// <param name="y0">Start, in rows.</param>
    /// <param name="x1">End of the run.</param>
    /// <param name="y1">End of the run.</param>
    public SampledLine(SampleFrame frame, double x0, double y0, double x1, double y1)
    {
        double dx = x1 - x0, dy = y1 - y0;
        _origin = frame.Index(0, 0);
        if (Math.Abs(dy) > Math.Abs(dx)) (_major0, _minor0, _majorLength, _slope, _majorStep, _minorStep) = (y0, x0, dy, dx / dy, frame.RowBits, 1);
        else (_major0, _minor0, _majorLength, _slope, _majorStep, _minorStep) = (x0, y0, dx, dx == 0 ? 0 : dy / dx, 1, frame.RowBits);
    }

    /// <summary>Sets the samples between two shares of the run; the part must lie in the frame.</summary>
    /// <param name="layer">Where to.</param>
    /// <param name="shareA">One end of the part.</param>
    /// <param name="shareB">The other end.</param>
    /// <param name="isJoined">
    /// Whether neighbours have to share a side, as covered ground must to hang together, or may touch at a corner, as what
    /// keeps ground apart may.
    /// </param>
    public void Paint(BitLayer layer, double shareA, double shareB, bool isJoined)
    {
        (double low, double high) = Ends(shareA, shareB);
        ulong[] words = layer.Words;
        int first = Rounded(low), last = Rounded(high), previous = Rounded(MinorAt(low));
        int at = _origin + first * _majorStep, index = at + previous * _minorStep;
        words[index >> 6] |= 1UL << index;
        double minor = MinorAt(first + 1);
        for (int major = first + 1; major <= last; major++, minor += _slope)
        {
            at += _majorStep;
            int nearest = Rounded(major < last ? minor : MinorAt(high));
            index = at + nearest * _minorStep;
            words[index >> 6] |= 1UL << index;
            if (nearest == previous) continue;
            if (isJoined)
            {
                int corner = Rounded(minor - 0.5 * _slope) == nearest ? index - _majorStep : at + previous * _minorStep;
                words[corner >> 6] |= 1UL << corner;
            }
            previous = nearest;
        }
    }

    /// <summary>Sets those of the samples between two shares of the run that lie within a quarter of a cell of it.</summary>
    public void PaintNearest(BitLayer layer, double shareA, double shareB)
    {
        (double low, double high) = Ends(shareA, shareB);
        int last = Rounded(high);
        for (int major = Rounded(low); major <= last; major++)
        {
            double minor = MinorAt(Math.Clamp(major, low, high));
            if (Math.Abs(minor - Rounded(minor)) <= 0.25) layer.Set(_origin + major * _majorStep + Rounded(minor) * _minorStep);
        }
    }

    /// <summary>
    /// Lists the samples between two shares of the run and those beside them, each with the place on the run that it
    /// belongs to.
    /// </summary>
    /// <param name="shareA">One end of the part.</param>
    /// <param name="shareB">The other end.</param>
    /// <param name="aside">How many samples to either side of the nearest.</param>
    /// <param name="samples">Added to.</param>
    public void List(double shareA, double shareB, int aside, List<LineSample> samples)
    {
        (double low, double high) = Ends(shareA, shareB);
        int last = Rounded(high);
        for (int major = Rounded(low); major <= last; major++)
        {
            double at = Math.Clamp(major, low, high), share = _majorLength == 0 ? 0 : (at - _major0) / _majorLength;
            int nearest = Rounded(MinorAt(at));
            for (int minor = nearest - aside; minor <= nearest + aside; minor++)
                samples.Add(_majorStep == 1 ? new LineSample(major, minor, share) : new LineSample(minor, major, share));
        }
    }

    private (double Low, double High) Ends(double shareA, double shareB)
    {
        double a = _major0 + shareA * _majorLength, b = _major0 + shareB * _majorLength;
        return a <= b ? (a, b) : (b, a);
    }

    private double MinorAt(double major) => _minor0 + (major - _major0) * _slope;

    /// <summary>The nearest whole number; in a frame there are none below 0.</summary>
    private static int Rounded(double place) => (int)(place + 0.5);
}

/// <summary>A sample beside a run of path.</summary>
/// <param name="Column">Column from the frame's first.</param>
/// <param name="Row">Row from the frame's first.</param>
/// <param name="Share">The place on the run, 0 to 1.</param>
internal readonly record struct LineSample(int Column, int Row, double Share);
