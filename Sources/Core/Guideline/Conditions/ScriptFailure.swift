/// The failure of a script, for a patient: its name, its place and the reason, never what it read.
public struct ScriptFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public var script: String
  public var place: Place
  public var reason: String

  public init(script: String, place: Place, reason: String) {
    self.script = script
    self.place = place
    self.reason = reason
  }

  public var description: String { "script '\(script)' failed at \(place): \(reason)" }
}
