internal import PlumblineSQLite

extension Value {
  /// A text that was read as a BLOB, so that nothing of it was replaced; nil for NULL or bytes that are no UTF-8.
  var text: String? {
    bytes.flatMap { String(validating: $0, as: UTF8.self) }
  }
}
