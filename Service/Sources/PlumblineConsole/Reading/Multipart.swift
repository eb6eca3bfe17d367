/// A form with a file, as browsers send it (RFC 7578).
struct Multipart {
  let fields: [(name: String, value: String)]

  /// - Parameter type: the header `Content-Type`, which names what stands between the parts.
  init?(_ body: [UInt8], type: String) {
    guard let mark = type.firstRange(of: "boundary=") else { return nil }
    let boundary = type[mark.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
    guard (1...200).contains(boundary.utf8.count) else { return nil }
    let border = Array("--\(boundary)".utf8)
    var fields: [(String, String)] = []
    var rest = body[...]
    guard let first = Self.place(of: border, in: rest) else { return nil }
    rest = rest[(first + border.count)...]
    while fields.count <= FormFields.most, let end = Self.place(of: Array("\r\n".utf8) + border, in: rest) {
      let part = rest[rest.startIndex..<end]
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

  private static func place(of wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= wanted.count else { return nil }
    return bytes.withUnsafeBytes { all -> Int? in
      let first = wanted[0]
      for start in 0...(all.count - wanted.count) where all[start] == first {
        if wanted.indices.allSatisfy({ all[start + $0] == wanted[$0] }) { return bytes.startIndex + start }
      }
      return nil
    }
  }
}
