namespace ServiceCircle.Isochrones;

/// <summary>
/// The samples along a straight run of path, in columns and rows of a frame: at every line of the lattice that the run
/// crosses the nearest sample, joined so that neighbours share a side. (J. E. Bresenham, 1965, with real ends.)
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

    /// <summary>Sets the samples between two shares of the run.</summary>
    public void Paint(BitLayer layer, double shareA, double shareB)
    {
        (double low, double high) = Ends(shareA, shareB);
        ulong[] words = layer.Words;
        int first = (int)Math.Floor(low + 0.5), last = (int)Math.Floor(high + 0.5), previous = int.MinValue;
        for (int major = first; major <= last; major++)
        {
            int minor = Nearest(Math.Clamp(major, low, high)), index = _origin + major * _majorStep + minor * _minorStep;
            words[index >> 6] |= 1UL << index;
            if (minor != previous && previous != int.MinValue)
            {
                int corner = Nearest(major - 0.5) == minor ? index - _majorStep : index + (previous - minor) * _minorStep;
                words[corner >> 6] |= 1UL << corner;
            }
            previous = minor;
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
        int last = (int)Math.Floor(high + 0.5);
        for (int major = (int)Math.Floor(low + 0.5); major <= last; major++)
        {
            double at = Math.Clamp(major, low, high), share = _majorLength == 0 ? 0 : (at - _major0) / _majorLength;
            int nearest = Nearest(at);
            for (int minor = nearest - aside; minor <= nearest + aside; minor++)
                samples.Add(new LineSample(_origin + major * _majorStep + minor * _minorStep, share));
        }
    }

    private (double Low, double High) Ends(double shareA, double shareB)
    {
        double a = _major0 + shareA * _majorLength, b = _major0 + shareB * _majorLength;
        return a <= b ? (a, b) : (b, a);
    }

    private int Nearest(double major) => (int)Math.Floor(_minor0 + (major - _major0) * _slope + 0.5);
}

/// <summary>A sample beside a run of path.</summary>
/// <param name="Index">Index in the frame.</param>
/// <param name="Share">The place on the run, 0 to 1.</param>
internal readonly record struct LineSample(int Index, double Share);
