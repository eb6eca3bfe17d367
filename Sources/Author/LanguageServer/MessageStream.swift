public import PlumblineJSON

/// Takes the Language Server Protocol's messages out of a stream of bytes: a header with the length, then JSON.
///
/// <https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol>
public struct MessageStream {
  public enum Fault: Error, Sendable, Hashable {
    /// A header that is none, or none with a length that may be.
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

  /// The next message; nil until all of it has come. A message that is no JSON is taken away before it is told.
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

  /// Where the empty line stands that ends the header.
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

  /// A message as it is sent.
  public static func framed(_ message: JSONValue) -> [UInt8] {
    let content = message.canonical
    return Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }
}
