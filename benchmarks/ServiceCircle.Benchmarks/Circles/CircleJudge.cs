using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using ServiceCircle.Geo;
using ServiceCircle.Isochrones;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;
using Position = ServiceCircle.Geo.Position;

namespace ServiceCircle.Benchmarks.Circles;

/// <summary>Knows everything around one origin from the network alone, in metres from it, and judges any shape by that.</summary>
internal sealed class CircleJudge
{
    /// <summary>What is tolerated on paths.</summary>
    private const double ToleranceMetres = 10;

    /// <summary>Paths that cross or lie upon each other are in one place, and a place can be on one side of a border only.</summary>
    private const double SamePlaceMetres = 0.5;

    /// <summary>Largest error of a way around a barrier's end.</summary>
    private const double DetourShare = 1.09;

    private const double StepMetres = 5;
    private const int GroundPoints = 1_000;

    private readonly LocalMetres _scale;
    private readonly Position _centre;
    private readonly double _radius, _leave, _limitTicks, _ticksPerMetre, _border;
    private readonly List<(Coordinate At, Position Position, double Ticks)> _points = [];
    private readonly STRtree<(LineString Line, ReachedEdge Stretch)> _reached = new(), _leavable = new();
    private readonly STRtree<LineString> _unreached = new(), _barriers = new();
    private readonly Barriers _allBarriers;

    public CircleJudge(
        WalkGraph graph, OpenGround ground, Position centre, WalkTime limit, IReadOnlyList<ReachedEdge> around)
    {
        WalkNetwork network = graph.Network;
        (_centre, _scale, _leave, _limitTicks, _allBarriers) =
            (centre, new LocalMetres(centre.LatE7), ground.LeaveMetres, limit.Ticks, ground.Barriers);
        _border = CircleDrawer.BorderErrorMetres(ground.CellMetres);
        _ticksPerMetre = WalkTime.TicksPerSecond / graph.Walker.SpeedMetresPerSecond;
        _radius = 1.5 * graph.Walker.StraightLineMetres(limit);
        var box = new Box(
            (int)(centre.LonE7 - (_radius + 50) / _scale.MetresPerLonUnit), (int)(centre.LatE7 - (_radius + 50) / _scale.MetresPerLatUnit),
            (int)(centre.LonE7 + (_radius + 50) / _scale.MetresPerLonUnit), (int)(centre.LatE7 + (_radius + 50) / _scale.MetresPerLatUnit));
        var edges = new HashSet<int>();
        foreach ((int X, int Y) cell in EdgeWindow.CellsIn(box))
            foreach ((int edge, _) in ground.Edges.In(cell)) edges.Add(edge);
        ILookup<int, ReachedEdge> known = around.ToLookup(r => r.Edge);
        foreach (int edge in edges)
        {
            double length = network.LengthMetres[edge], until = 0;
            ReachedEdge[] stretches = [.. known[edge]];
            foreach (ReachedEdge stretch in stretches)
            {
                if (stretch.Between(double.NegativeInfinity, _limitTicks) is not { } within) continue;
                LineString line = Metres(within.Line(network));
                _reached.Insert(line.EnvelopeInternal, (line, within));
                if (IsLeavable(network.Attributes(edge))) _leavable.Insert(line.EnvelopeInternal, (line, within));
                NotReached(until, within.FromMetres);
                until = within.ToMetres;
            }
            NotReached(until, length);
            if (!graph.IsWalkable(edge)) continue;
            for (double at = StepMetres / 2; at < length; at += StepMetres)
            {
                Position p = network.PositionAt(edge, at);
                Coordinate metres = Metres(p);
                if (metres.X * metres.X + metres.Y * metres.Y > _radius * _radius) continue;
                double ticks = double.PositiveInfinity;
                foreach (ReachedEdge r in stretches)
                    if (at >= r.FromMetres && at <= r.ToMetres) ticks = Math.Min(ticks, r.TicksAt(at));
                _points.Add((metres, p, ticks));
            }

            void NotReached(double from, double to)
            {
                if (!(to > from)) return;
                LineString line = Metres(new ReachedEdge(edge, from, to, 0, 0).Line(network));
                _unreached.Insert(line.EnvelopeInternal, line);
            }
        }
        var near = new List<(Position A, Position B)>();
        _allBarriers.Wide(box, near);
        foreach ((Position a, Position b) in near.Distinct())
        {
            LineString line = GeometryFactory.Default.CreateLineString([Metres(a), Metres(b)]);
            _barriers.Insert(line.EnvelopeInternal, line);
        }
    }

    /// <summary>Counts what a shape has right and wrong.</summary>
    public CircleScore Judge(Func<Position, bool> isInside, Random random)
    {
        var score = new CircleScore { Points = _points.Count };
        double tolerance = ToleranceMetres * _ticksPerMetre;
        foreach ((Coordinate at, Position p, double ticks) in _points)
        {
            bool inside = isInside(p), isTrue = ticks <= _limitTicks, isDoubtful = Math.Abs(ticks - _limitTicks) <= tolerance;
            if (inside && (isTrue || isDoubtful)) score.RightlyInside++;
            else if (inside)
            {
                score.WronglyInside++;
                double nearest = Around(at, ToleranceMetres, _reached)
                    .Select(r => DistanceComputer.PointToSegmentString(at, r.Line.Coordinates)).DefaultIfEmpty(double.PositiveInfinity)
                    .Min();
                if (nearest > SamePlaceMetres) score.WronglyInsideApart++;
                if (nearest > ToleranceMetres) score.WronglyInsideFar++;
            }
            else if (isTrue && !isDoubtful)
            {
                score.WronglyOutside++;
                if (!Around(at, ToleranceMetres, _unreached)
                    .Any(l => DistanceComputer.PointToSegmentString(at, l.Coordinates) <= ToleranceMetres)) score.WronglyOutsideFar++;
            }
        }
        for (int i = 0; i < GroundPoints; i++) JudgeGround(isInside, random, score);
        return score;
    }

    private void JudgeGround(Func<Position, bool> isInside, Random random, CircleScore score)
    {
        double angle = 2 * Math.PI * random.NextDouble(), distance = _radius * Math.Sqrt(random.NextDouble());
        Position p = PositionAt(new Coordinate(distance * Math.Cos(angle), distance * Math.Sin(angle)));
        Coordinate at = Metres(p);
        // Beside a path the network decides, not the leg.
        if (Around(at, _border, _unreached).Any(l => DistanceComputer.PointToSegmentString(at, l.Coordinates) <= _border)) return;
        if (Around(at, _border, _reached).Any(r => DistanceComputer.PointToSegmentString(at, r.Line.Coordinates) <= _border)) return;
        if (isInside(p))
        {
            score.GroundInside++;
            if (!HasLeg(at) && !HasBentLeg(at)) score.GroundWronglyInside++;
            if (IsDeepInWater(at)) score.InWater++;
        }
        else
        {
            score.GroundOutside++;
            if (HasClearLeg(at)) score.GroundWronglyOutside++;
        }
    }

    /// <summary>Whether a straight leg leads here that crosses no barrier, the border's error granted.</summary>
    private bool HasLeg(Coordinate at) =>
        Legs(at, _leave + _border).Any(leg => leg.Metres <= leg.Left + _border && !Crosses(_barriers, at, leg.Foot, null));

    /// <summary>Whether a leg with one bend leads here; bends are looked for on a grid of one metre.</summary>
    private bool HasBentLeg(Coordinate at)
    {
        double most = _leave * DetourShare + _border;
        (Coordinate Foot, double Metres, double Left)[] legs = [.. Legs(at, most)];
        for (double x = -most; x <= most; x++)
        {
            for (double y = -most; y <= most; y++)
            {
                var bend = new Coordinate(at.X + x, at.Y + y);
                double first = at.Distance(bend);
                if (first > most || Crosses(_barriers, at, bend, null)) continue;
                foreach ((Coordinate foot, _, double left) in legs)
                    if (first + bend.Distance(foot) <= left * DetourShare + _border && !Crosses(_barriers, bend, foot, null)) return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Whether a straight leg leads here even if the border errs, without a barrier or another path in its way or beside it.
    /// </summary>
    private bool HasClearLeg(Coordinate at) => Legs(at, _leave - _border)
        .Any(leg => leg.Metres <= leg.Left - _border && !Crosses(_barriers, at, leg.Foot, _border)
            && !Crosses(_unreached, at, leg.Foot, _border));

    /// <summary>Places on reached paths every metre, with the length of the straight leg and the longest that time allows.</summary>
    private IEnumerable<(Coordinate Foot, double Metres, double Left)> Legs(Coordinate at, double most)
    {
        foreach ((LineString line, ReachedEdge stretch) in Around(at, most, _leavable))
        {
            double along = 0, length = line.Length;
            for (int i = 1; i < line.NumPoints; i++)
            {
                Coordinate a = line.GetCoordinateN(i - 1), b = line.GetCoordinateN(i);
                int parts = Math.Max(1, (int)Math.Ceiling(a.Distance(b)));
                for (int k = 0; k <= parts; k++)
                {
                    double share = (double)k / parts;
                    var foot = new Coordinate(a.X + share * (b.X - a.X), a.Y + share * (b.Y - a.Y));
                    double metres = foot.Distance(at);
                    if (metres > most || _allBarriers.IsInWater(PositionAt(foot))) continue;
                    double ticks = stretch.TicksAtFrom
                        + (stretch.TicksAtTo - stretch.TicksAtFrom) * (length > 0 ? (along + share * a.Distance(b)) / length : 0);
                    yield return (foot, metres, Math.Min(_leave, (_limitTicks - ticks) / _ticksPerMetre));
                }
                along += a.Distance(b);
            }
        }
    }

    /// <summary>Whether a straight line crosses one of some others, or with a distance given comes as near to it.</summary>
    private static bool Crosses(STRtree<LineString> lines, Coordinate from, Coordinate to, double? metres)
    {
        var box = new Envelope(from, to);
        box.ExpandBy(metres ?? 0);
        foreach (LineString line in lines.Query(box))
        {
            for (int i = 1; i < line.NumPoints; i++)
            {
                Coordinate a = line.GetCoordinateN(i - 1), b = line.GetCoordinateN(i);
                if (metres is { } near)
                {
                    if (DistanceComputer.SegmentToSegment(from, to, a, b) <= near) return true;
                    continue;
                }
                var intersector = new RobustLineIntersector();
                intersector.ComputeIntersection(from, to, a, b);
                if (intersector.IsProper) return true;
            }
        }
        return false;
    }

    /// <summary>Nobody steps off a bridge, in a tunnel or a building, from a boat or a lift.</summary>
    private static bool IsLeavable(WayAttributes way) =>
        (way.Flags & (WayFlags.Bridge | WayFlags.Tunnel | WayFlags.Indoor)) == 0
        && way.Kind is not (WayKind.Ferry or WayKind.Elevator or WayKind.Gate);

    private bool IsDeepInWater(Coordinate at) =>
        ((double X, double Y)[])[(0, 0), (_border, 0), (-_border, 0), (0, _border), (0, -_border)] is var around
        && around.All(d => _allBarriers.IsInWater(PositionAt(new Coordinate(at.X + d.X, at.Y + d.Y))));

    private static IList<T> Around<T>(Coordinate at, double metres, STRtree<T> tree) =>
        tree.Query(new Envelope(at.X - metres, at.X + metres, at.Y - metres, at.Y + metres));

    private Coordinate Metres(Position p) =>
        new(((double)p.LonE7 - _centre.LonE7) * _scale.MetresPerLonUnit, ((double)p.LatE7 - _centre.LatE7) * _scale.MetresPerLatUnit);

    private LineString Metres(LineString line) =>
        GeometryFactory.Default.CreateLineString([.. line.Coordinates.Select(c => Metres(Position.FromDegrees(c.X, c.Y)))]);

    private Position PositionAt(Coordinate metres) =>
        new((int)Math.Round(_centre.LonE7 + metres.X / _scale.MetresPerLonUnit),
            (int)Math.Round(_centre.LatE7 + metres.Y / _scale.MetresPerLatUnit));
}
