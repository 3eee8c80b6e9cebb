using System.Runtime.CompilerServices;

namespace ServiceCircle.Isochrones;

/// <summary>
/// The samples along a straight run of path, in columns and rows of a frame: at every line of the lattice that the run
/// crosses the nearest sample. (J. E. Bresenham, 1965, with real ends.)
/// </summary>
/// <remarks>Samples depend on the run, not on the part of it that is asked for, apart from the two at the part's ends.</remarks>
internal readonly struct SampledLine
{
    /// <summary>Binary places of what is kept as whole numbers: the same sample comes out wherever counting begins.</summary>
    private const int Places = 32;

    private readonly double _major0, _majorLength;
    private readonly long _minorAtZero, _slope;
    private readonly int _origin, _majorStep, _minorStep;

    /// <summary>The run goes from (x0, y0) to (x1, y1), in columns and rows from the frame's first.</summary>
    public SampledLine(SampleFrame frame, double x0, double y0, double x1, double y1)
    {
        double dx = x1 - x0, dy = y1 - y0, minor0, slope;
        _origin = frame.Index(0, 0);
        if (Math.Abs(dy) > Math.Abs(dx))
            (_major0, minor0, _majorLength, slope, _majorStep, _minorStep) = (y0, x0, dy, dx / dy, frame.RowBits, 1);
        else
            (_major0, minor0, _majorLength, slope, _majorStep, _minorStep) = (x0, y0, dx, dx == 0 ? 0 : dy / dx, 1, frame.RowBits);
        _slope = Whole(slope * (1L << Places));
        _minorAtZero = Whole((minor0 - _major0 * slope + 0.5) * (1L << Places));
    }

    /// <summary>
    /// Sets the samples between two shares of the run; the part must lie in the frame. Neighbours may touch at a corner, as what
    /// keeps ground apart may.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Paint(BitLayer layer, double shareA, double shareB)
    {
        (double low, double high) = Ends(shareA, shareB);
        ulong[] words = layer.Words;
        int first = Rounded(low), last = Rounded(high), atEnd = MinorAt(high);
        int at = _origin + first * _majorStep, index = at + MinorAt(low) * _minorStep, word = index >> 6;
        // Neighbours along a row mostly share a word: it is written once.
        ulong bits = 1UL << index;
        long minor = _minorAtZero + first * _slope;
        for (int major = first + 1; major <= last; major++)
        {
            at += _majorStep;
            minor += _slope;
            index = at + (major < last ? (int)(minor >> Places) : atEnd) * _minorStep;
            if (index >> 6 != word)
            {
                words[word] |= bits;
                (word, bits) = (index >> 6, 0);
            }
            bits |= 1UL << index;
        }
        words[word] |= bits;
    }

    /// <summary>As <see cref="Paint"/>, but neighbours share a side, as covered ground must to hang together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PaintJoined(BitLayer layer, double shareA, double shareB)
    {
        (double low, double high) = Ends(shareA, shareB);
        ulong[] words = layer.Words;
        int first = Rounded(low), last = Rounded(high), previous = MinorAt(low), atEnd = MinorAt(high);
        int at = _origin + first * _majorStep, index = at + previous * _minorStep, word = index >> 6;
        ulong bits = 1UL << index;
        long minor = _minorAtZero + first * _slope;
        for (int major = first + 1; major <= last; major++)
        {
            at += _majorStep;
            minor += _slope;
            int nearest = major < last ? (int)(minor >> Places) : atEnd;
            index = at + nearest * _minorStep;
            // Where the line has not moved aside this is the sample before: asking would cost more than setting it again.
            int behind = (int)((minor - _slope / 2) >> Places) - nearest, isAhead = behind | -behind;
            int corner = index - _majorStep + ((at - index + previous * _minorStep + _majorStep) & (isAhead >> 31));
            int next = index >> 6, side = corner >> 6;
            ulong cornerBit = 1UL << corner;
            bits |= side == word ? cornerBit : 0;
            if (side != word && side != next) words[side] |= cornerBit;
            if (next != word)
            {
                words[word] |= bits;
                (word, bits) = (next, 0);
            }
            bits |= 1UL << index | (side == next ? cornerBit : 0);
            previous = nearest;
        }
        words[word] |= bits;
    }

    /// <summary>Sets those of the samples between two shares of the run that lie within a quarter of a cell of it.</summary>
    public void PaintNearest(BitLayer layer, double shareA, double shareB)
    {
        (double low, double high) = Ends(shareA, shareB);
        int last = Rounded(high);
        for (int major = Rounded(low); major <= last; major++)
        {
            long minor = _minorAtZero + (long)(Math.Clamp(major, low, high) * _slope),
                aside = (minor & (1L << Places) - 1) - (1L << Places - 1);
            if (Math.Abs(aside) <= 1L << Places - 2) layer.Set(_origin + major * _majorStep + (int)(minor >> Places) * _minorStep);
        }
    }

    /// <summary>Lists the samples between two shares of the run, and so many to either side of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void List(double shareA, double shareB, int aside, List<LineSample> samples)
    {
        (double low, double high) = Ends(shareA, shareB);
        int last = Rounded(high);
        for (int major = Rounded(low); major <= last; major++)
        {
            double at = Math.Clamp(major, low, high), share = _majorLength == 0 ? 0 : (at - _major0) / _majorLength;
            int nearest = MinorAt(at);
            for (int minor = nearest - aside; minor <= nearest + aside; minor++)
                samples.Add(_majorStep == 1 ? new LineSample(major, minor, share) : new LineSample(minor, major, share));
        }
    }

    private (double Low, double High) Ends(double shareA, double shareB)
    {
        double a = _major0 + shareA * _majorLength, b = _major0 + shareB * _majorLength;
        return a <= b ? (a, b) : (b, a);
    }

    /// <summary>The nearest sample across.</summary>
    private int MinorAt(double major) => (int)((_minorAtZero + Whole(major * _slope)) >> Places);

    /// <summary>The nearest whole number; in a frame there are none below 0.</summary>
    private static int Rounded(double place) => (int)Whole(place + 0.5);

    /// <summary>Cut to a whole number, as a cast does within its range, but without asking whether it is.</summary>
    private static long Whole(double number) => double.ConvertToIntegerNative<long>(number);
}

/// <summary>A sample beside a run of path, from the frame's first, and the place on the run, 0 to 1, that it belongs to.</summary>
internal readonly record struct LineSample(int Column, int Row, double Share);
