public import Logging
internal import PlumblineJSON

/// Writes each event as one line of JSON. The service gives it nothing of a patient.
public struct LogLines: LogHandler {
  public var logLevel = Logger.Level.info
  public var metadata: Logger.Metadata = [:]
  private let time: @Sendable () -> String
  private let write: @Sendable ([UInt8]) -> Void

  /// - Parameters:
  ///   - time: returns the time in UTC.
  ///   - write: takes a whole line.
  public init(time: @escaping @Sendable () -> String, write: @escaping @Sendable ([UInt8]) -> Void) {
    (self.time, self.write) = (time, write)
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var members = [
      JSONMember("time", .string(time())), JSONMember("level", .string(event.level.rawValue)),
      JSONMember("message", .string("\(event.message)")),
    ]
    for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 })
    where !members.contains(where: { $0.key == key }) {
      members.append(JSONMember(key, .string("\(value)")))
    }
    write(JSONValue.object(members).canonical + [0x0A])
  }
}
