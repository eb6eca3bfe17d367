public import PlumblineJSON

extension JSONValue {
  /// A line of NDJSON: canonical, except that characters that could act on a terminal are written as JSON escapes. It reads back
  /// as the same value.
  public var line: [UInt8] {
    var out: [UInt8] = []
    for scalar in canonicalText.unicodeScalars {
      if scalar.isASCII ? scalar.value != 0x7F : !scalar.isUnsafeToPrint {
        out += Array(String(scalar).utf8)
      } else {
        for unit in String(scalar).utf16 {
          out += Array("\\u\(String(unit, radix: 16).rightAligned(in: 4, filling: "0"))".utf8)
        }
      }
    }
    return out + [10]
  }

  /// A canonical line of NDJSON: for patients' own words, which are shown as they are.
  public var canonicalLine: [UInt8] { canonical + [10] }
}
