/// The compiler as the tools see it: a model in, reports out. Every call is pure but for `provider`,
/// and returns `nil` once it is cancelled.
public enum Driver {}
