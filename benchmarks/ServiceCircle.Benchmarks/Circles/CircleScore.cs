namespace ServiceCircle.Benchmarks.Circles;

/// <summary>How often circles are right.</summary>
internal sealed class CircleScore
{
    /// <summary>Points on paths.</summary>
    public long Points;

    /// <summary>Inside, and reached or within the tolerance of walking.</summary>
    public long RightlyInside;

    /// <summary>Inside, but not reached.</summary>
    public long WronglyInside;

    /// <summary>Of these, without a reached path through the same place.</summary>
    public long WronglyInsideApart;

    /// <summary>Of these, further than the tolerance from every reached path.</summary>
    public long WronglyInsideFar;

    /// <summary>Reached, but outside.</summary>
    public long WronglyOutside;

    /// <summary>Of these, further than the tolerance from every path that is not reached.</summary>
    public long WronglyOutsideFar;

    /// <summary>Points off the paths inside, those of them without a leg, and those in the middle of water.</summary>
    public long GroundInside, GroundWronglyInside, InWater;

    /// <summary>Points off the paths outside, and those of them with a straight leg that is clear beyond doubt.</summary>
    public long GroundOutside, GroundWronglyOutside;

    public double Precision => (double)RightlyInside / (RightlyInside + WronglyInside);

    public double Recall => (double)RightlyInside / (RightlyInside + WronglyOutside);

    public double PlacePrecision => 1 - (double)WronglyInsideApart / (RightlyInside + WronglyInside);

    public double NearPrecision => 1 - (double)WronglyInsideFar / (RightlyInside + WronglyInside);

    public double NearRecall => 1 - (double)WronglyOutsideFar / (RightlyInside + WronglyOutside);

    public void Add(CircleScore other)
    {
        Points += other.Points;
        RightlyInside += other.RightlyInside;
        WronglyInside += other.WronglyInside;
        WronglyInsideApart += other.WronglyInsideApart;
        WronglyInsideFar += other.WronglyInsideFar;
        WronglyOutside += other.WronglyOutside;
        WronglyOutsideFar += other.WronglyOutsideFar;
        GroundInside += other.GroundInside;
        GroundWronglyInside += other.GroundWronglyInside;
        InWater += other.InWater;
        GroundOutside += other.GroundOutside;
        GroundWronglyOutside += other.GroundWronglyOutside;
    }
}
