/// What a cohort is read from: a file, standard input, or a folder of bulk files.
protocol CohortBytes: AnyObject {
  var name: String { get }
  /// The size in bytes, compressed or not; nil if it is not known.
  var size: Int? { get }
  /// The bytes that were read, compressed or not.
  var consumed: Int { get }
  /// Whether bytes were returned whose checksum has not been read yet.
  var isUnchecked: Bool { get }

  /// Reads bytes, at most `count` of a file; none at the end.
  func read(_ count: Int) throws(Fault) -> [UInt8]
}

extension CohortInput: CohortBytes {}
