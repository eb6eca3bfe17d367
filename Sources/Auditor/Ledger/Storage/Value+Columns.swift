internal import PlumblineSQLite

extension Value {
  /// A string that was read as a BLOB, so that no byte was replaced; nil for NULL or bytes that are not UTF-8.
  var text: String? {
    bytes.flatMap { String(validating: $0, as: UTF8.self) }
  }
}
