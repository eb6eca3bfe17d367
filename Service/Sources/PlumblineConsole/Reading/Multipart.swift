/// A form with a file, as browsers send it (RFC 7578).
struct Multipart {
  let fields: [(name: String, value: String)]

  /// RFC 2046, section 5.1.1.
  private static let longestBoundary = 70

  /// - Parameter type: the header `Content-Type`, which names what stands between the parts.
  init?(_ body: [UInt8], type: String) {
    guard let mark = type.firstRange(of: "boundary=") else { return nil }
    let boundary = type[mark.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
    guard (1...Self.longestBoundary).contains(boundary.utf8.count) else { return nil }
    let border = Array("--\(boundary)".utf8)
    var fields: [(String, String)] = []
    var rest = body[...]
    guard let first = Self.place(of: border, in: rest) else { return nil }
    rest = rest[(first + border.count)...]
    var count = 0
    while count <= FormFields.most, let end = Self.place(of: Array("\r\n".utf8) + border, in: rest) {
      let part = rest[rest.startIndex..<end]
      count += 1
      if let field = Self.field(part) { fields.append(field) }
      rest = rest[(end + border.count + 2)...]
    }
    self.fields = fields
  }

  /// A part's name and content; nil for one without a name.
  private static func field(_ part: ArraySlice<UInt8>) -> (String, String)? {
    guard let gap = place(of: Array("\r\n\r\n".utf8), in: part) else { return nil }
    let head = String(decoding: part[part.startIndex..<gap], as: UTF8.self)
    guard let mark = head.firstRange(of: "; name=\"") else { return nil }
    let name = head[mark.upperBound...].prefix { $0 != "\"" }
    return (String(name), String(decoding: part[(gap + 4)...], as: UTF8.self))
  }

  /// The place of the first occurrence, in one walk over the bytes however they repeat (Knuth, Morris and Pratt).
  private static func place(of wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    var shorter = [0]
    var matched = 0
    for byte in wanted.dropFirst() {
      while matched > 0, wanted[matched] != byte { matched = shorter[matched - 1] }
      if wanted[matched] == byte { matched += 1 }
      shorter.append(matched)
    }
    matched = 0
    return bytes.withUnsafeBufferPointer { all -> Int? in
      for (place, byte) in all.enumerated() {
        while matched > 0, wanted[matched] != byte { matched = shorter[matched - 1] }
        if wanted[matched] == byte { matched += 1 }
        if matched == wanted.count { return bytes.startIndex + place + 1 - matched }
      }
      return nil
    }
  }
}
