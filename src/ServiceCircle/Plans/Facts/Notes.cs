namespace ServiceCircle.Plans.Facts;

/// <summary>What measuring brings up beside a figure: remarks for the reader, and inputs that are missing, as keys of study.json.</summary>
internal class Notes
{
    public List<Notice> Remarks { get; } = [];
    public List<string> Needs { get; } = [];

    public void Remark(string key, params (string Name, object Value)[] values) => Remarks.Add(new Notice(key, values));
}
