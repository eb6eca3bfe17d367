public import PlumblineJSON

/// Reads the Language Server Protocol's messages from a stream of bytes: a header with the length, then JSON.
///
/// <https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol>
public struct MessageStream {
  public enum Fault: Error, Sendable, Hashable {
    /// The header is malformed, or its length is missing or not allowed.
    case header
    /// The content is not JSON.
    case content
  }

  /// The longest message that is read, in bytes.
  public static let longest = 8 << 20
  private static let limits = JSONLimits(bytes: longest, depth: 64, stringBytes: longest, values: 200_000)

  private var bytes: [UInt8] = []

  public init() {}

  public mutating func append(_ more: some Sequence<UInt8>) { bytes += more }

  /// Returns the next message; nil until it is complete. A message that is not JSON is removed before it is reported.
  public mutating func next() throws(Fault) -> JSONNode? {
    guard let end = endOfHeader else {
      if bytes.count > 4096 { throw .header }
      return nil
    }
    guard let length = Self.length(bytes[..<end.lowerBound]), (0...Self.longest).contains(length) else {
      throw .header
    }
    guard bytes.count >= end.upperBound + length else { return nil }
    let content = Array(bytes[end.upperBound..<(end.upperBound + length)])
    bytes.removeSubrange(..<(end.upperBound + length))
    do {
      return try JSONReader.read(content, limits: Self.limits)
    } catch {
      throw .content
    }
  }

  /// The empty line that ends the header.
  private var endOfHeader: Range<Int>? {
    let (cr, lf) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
    return bytes.indices.dropFirst(3).first { at in
      bytes[at] == lf && bytes[at - 1] == cr && bytes[at - 2] == lf && bytes[at - 3] == cr
    }.map { $0 - 3..<$0 + 1 }
  }

  private static func length(_ header: ArraySlice<UInt8>) -> Int? {
    for line in String(decoding: header, as: UTF8.self).split(separator: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      return Int(parts[1].filter { $0 != " " })
    }
    return nil
  }

  /// Returns a message with its header, as it is sent.
  public static func framed(_ message: JSONValue) -> [UInt8] {
    let content = message.canonical
    return Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }
}
