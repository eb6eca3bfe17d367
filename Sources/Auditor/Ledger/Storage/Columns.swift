internal import FoundationEssentials
internal import GRDB

/// Values of columns as they are stored, never converted: a converted value could hide a change.
extension DatabaseValue {
  var bytes: [UInt8]? {
    if case .blob(let data) = storage { Array(data) } else { nil }
  }

  var int: Int? {
    if case .int64(let number) = storage { Int(number) } else { nil }
  }

  /// A text that was read as a BLOB; nil for NULL or bytes that are no UTF-8.
  var text: String? {
    bytes.flatMap { String(validating: $0, as: UTF8.self) }
  }
}

/// A blob, to bind.
func blob(_ bytes: [UInt8]) -> Data { Data(bytes) }
