/// A string that equals another only if both have the same bytes.
///
/// A Swift `String` equals every canonically equivalent one (`é` as one scalar and as two), while JSON keys
/// that differ in one scalar differ. Hashing by bytes also distinguishes the many spellings of such a
/// string, which could otherwise be used to make a document slow to read.
struct ExactText: Hashable {
  let text: String

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(text.utf8.count)
  }
}
