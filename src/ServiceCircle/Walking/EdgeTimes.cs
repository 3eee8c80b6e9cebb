using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking;

/// <summary>
/// How long one edge takes a walker, whether or not it is open to them: ticks, waits included, unreachable against a one-way; and of these
/// the ticks waited at either end.
/// </summary>
internal readonly record struct EdgeTime(int Forward, int Backward, ushort TailWait, ushort HeadWait);

/// <summary>Turns lengths, kinds, slopes and crossings into ticks for one walker.</summary>
internal sealed class EdgeTimes
{
    private readonly WalkNetwork _network;
    private readonly Walker _walker;
    private readonly bool[] _mayUse;
    private readonly double[] _secondsPerMetre, _rideFactor;
    private readonly bool _rides, _hasSlopes;
    private readonly int[] _stepTicks = new int[byte.MaxValue + 1];

    public EdgeTimes(WalkNetwork network, Walker walker, bool asResident)
    {
        (_network, _walker) = (network, walker);
        _mayUse = new bool[network.AttributeTable.Length];
        _secondsPerMetre = new double[_mayUse.Length];
        _rideFactor = new double[_mayUse.Length];
        for (int a = 0; a < _mayUse.Length; a++)
        {
            WayAttributes way = network.AttributeTable[a];
            _mayUse[a] = walker.MayUse(way, asResident);
            _secondsPerMetre[a] = way.StatedSecondsPerMetre > 0 ? way.StatedSecondsPerMetre : walker.SecondsPerMetre(way.Kind);
            _rideFactor[a] = walker.Riding is { } riding ? riding.SecondsPerMetre(way) / _secondsPerMetre[a] : 1;
        }
        for (int code = 1; code < _stepTicks.Length; code++)
            _stepTicks[code] = walker.Crossings.StepTicks(CrossingPlace.FromByte((byte)code));
        _rides = walker.Riding is not null && network.PieceRiding.Length > 0;
        _hasSlopes = network.HasHeights && walker.Slope.Steepness != 0;
        if (!_rides && !_hasSlopes) return;
        InnerForward = new float[network.InnerPositions.Length];
        InnerBackward = new float[network.InnerPositions.Length];
    }

    /// <summary>
    /// Share of an edge's forward time, waits excluded, from its tail to each inner position; null where time grows with metres alone.
    /// </summary>
    public float[]? InnerForward { get; }

    /// <summary>The same from head to tail; still the share between the tail and each inner position.</summary>
    public float[]? InnerBackward { get; }

    /// <summary>Straight pieces that were steeper than the walker's largest grade, so far.</summary>
    public int SteepPieces { get; private set; }

    public bool MayUse(int edge) => _mayUse[_network.AttributeIndex[edge]];

    /// <summary>The times of an edge; fills its part of the shares.</summary>
    public EdgeTime Compute(int edge) => Compute(edge, like: edge);

    /// <summary>The times of an edge that was cut, and so counts as closed, as if it were still what one of its parts is.</summary>
    public EdgeTime Compute(int edge, int like)
    {
        int index = _network.AttributeIndex[like];
        WayAttributes way = _network.AttributeTable[index];
        double level = _network.LengthMetres[edge] * _secondsPerMetre[index];
        (double up, double down) = LevelFactors(edge, index);
        bool isForFeet = way.Kind is WayKind.Path or WayKind.Crossing or WayKind.Steps or WayKind.Cycleway;
        // Who rides up to a crossing does not get off; the waits of a ride are in its speed.
        int tailWait = isForFeet && !(_rides && _network.RidingOn(edge, 0) != Riding.None)
            ? _stepTicks[_network.Crossings[_network.Tail[edge]]] : 0;
        int headWait = isForFeet && !(_rides && _network.RidingOn(edge, _network.ShapeLength(edge) - 2) != Riding.None)
            ? _stepTicks[_network.Crossings[_network.Head[edge]]] : 0;
        int waits = tailWait + headWait;
        return new EdgeTime(
            way.Has(WayFlags.NoForward) ? WalkTime.Unreachable.Ticks : WalkTime.FromSeconds(level * up).Ticks + waits,
            way.Has(WayFlags.NoBackward) ? WalkTime.Unreachable.Ticks : WalkTime.FromSeconds(level * down).Ticks + waits,
            (ushort)tailWait, (ushort)headWait);
    }

    /// <summary>How many times longer than walking it on the level the whole edge takes, forward and backward.</summary>
    private (double Forward, double Backward) LevelFactors(int edge, int attributes)
    {
        if (InnerForward is null) return (1, 1);
        double length = _network.LengthMetres[edge], forward = 0, backward = 0;
        // Stairs have their own factor, and boats and lifts do not walk.
        bool hasSlope = _hasSlopes
            && _network.AttributeTable[attributes].Kind is not (WayKind.Steps or WayKind.Ferry or WayKind.Elevator or WayKind.Gate)
            && length > 0;
        int first = _network.FirstInner[edge], last = _network.ShapeLength(edge) - 1;
        for (int i = 0; i < last; i++)
        {
            double metres = _network.ShapeMetres(edge, i + 1) - _network.ShapeMetres(edge, i);
            double grade = hasSlope && metres > 0 ? (_network.ShapeHeight(edge, i + 1) - _network.ShapeHeight(edge, i)) / metres : 0;
            if (double.IsNaN(grade)) grade = 0;
            if (Math.Abs(grade) > _walker.Slope.MaxGrade) SteepPieces++;
            Riding riding = _rides ? _network.RidingOn(edge, i) : Riding.None;
            double rideForward = riding.HasFlag(Riding.Forward) ? _rideFactor[attributes] : 1;
            double rideBackward = riding.HasFlag(Riding.Backward) ? _rideFactor[attributes] : 1;
            forward += metres * (hasSlope ? _walker.Slope.TimeFactor(grade) : 1) * rideForward;
            backward += metres * (hasSlope ? _walker.Slope.TimeFactor(-grade) : 1) * rideBackward;
            if (i + 1 == last) break;
            InnerForward[first + i] = (float)forward;
            InnerBackward![first + i] = (float)backward;
        }
        if (!(length > 0) || !(forward > 0)) return (1, 1);
        for (int i = first; i < _network.FirstInner[edge + 1]; i++)
        {
            InnerForward[i] /= (float)forward;
            InnerBackward![i] /= (float)backward;
        }
        return (forward / length, backward / length);
    }
}
