namespace ServiceCircle.Walking.Rules;

/// <summary>
/// What the tags of a way or a node say of people on foot, by day and at night: the heaviest tag counts, and of one tag its condition
/// where that holds. Where a tag lists several values, <c>foot</c> gives the most that one of them gives, any other tag the least.
/// </summary>
internal struct StatedAccess
{
    /// <summary>Weights are doubled here, so that a condition has one more than the tag that it is a condition of.</summary>
    private (Permission Permission, int Weight) _byDay, _atNight;

    /// <summary>The permission by day, and the weight of the tag that gave it: 0 if none did.</summary>
    public readonly (Permission Permission, int Weight) ByDay => (_byDay.Permission, _byDay.Weight / 2);

    /// <summary>The same at night.</summary>
    public readonly (Permission Permission, int Weight) AtNight => (_atNight.Permission, _atNight.Weight / 2);

    /// <summary>What a tag does about access, if anything; its value is read where it holds conditions.</summary>
    public void Add(FootEffect effect, string value)
    {
        if (effect.Number == FootNumber.Condition) AddConditions(value, effect.Weight);
        else if (effect.Weight > 0)
        {
            Raise(ref _byDay, effect);
            Raise(ref _atNight, effect);
        }
    }

    /// <summary>
    /// A value of <c>foot:conditional</c> or <c>access:conditional</c>, "yes @ (06:00-22:00); no @ (Su)". What opens must hold all the
    /// time, what closes at any time. Conditions that are no times (weight, weather, "delivery") are passed over.
    /// </summary>
    private void AddConditions(string text, int weight)
    {
        foreach ((string value, string condition) in Clauses(text))
        {
            Permission permission = FootAccessTable.PermissionOf(value);
            // "delivery @ (06:00-11:00)" is said to those who drive.
            if (permission == Permission.Unstated || permission == Permission.Private && value is not ("private" or "residents")) continue;
            OpenTimes times = permission == Permission.Yes ? OpeningHours.Find(condition) : OpeningHours.FindAny(condition);
            // Of two conditions that hold the later counts, as the wiki has it.
            if (times.ByDay == true && 2 * weight + 1 >= _byDay.Weight) _byDay = (permission, 2 * weight + 1);
            if (times.AtNight == true && 2 * weight + 1 >= _atNight.Weight) _atNight = (permission, 2 * weight + 1);
        }
    }

    private static void Raise(ref (Permission Permission, int Weight) stated, FootEffect effect)
    {
        (Permission permission, int weight) = (effect.Permission, 2 * effect.Weight);
        bool isStronger = effect.Weight == FootAccessTable.FootWeight ? permission < stated.Permission : permission > stated.Permission;
        if (weight > stated.Weight || weight == stated.Weight && isStronger) stated = (permission, weight);
    }

    /// <summary>Values and conditions; a semicolon inside parentheses belongs to the condition.</summary>
    private static IEnumerable<(string Value, string Condition)> Clauses(string text)
    {
        int start = 0, depth = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '(') depth++;
            else if (i < text.Length && text[i] == ')') depth--;
            else if (i == text.Length || text[i] == ';' && depth <= 0)
            {
                string clause = text[start..i];
                start = i + 1;
                int mark = clause.IndexOf('@', StringComparison.Ordinal);
                if (mark < 0) continue;
                string condition = clause[(mark + 1)..].Trim();
                if (condition is ['(', .. var inside, ')'] && !inside.Contains('(', StringComparison.Ordinal)) condition = inside;
                yield return (clause[..mark].Trim(), condition);
            }
        }
    }
}
