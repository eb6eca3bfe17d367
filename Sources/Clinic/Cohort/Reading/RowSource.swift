internal import PlumblineEngine

/// A piece of a cohort: whole lines, and the number of the first.
public struct CohortPiece: Sendable {
  /// With ``padding`` bytes behind the last line that are no part of it.
  public var bytes: [UInt8]
  public var count: Int
  public var line: Int
  /// Which of several files it is of.
  public var file = 0

  /// How many bytes must follow the lines: a scanner may look at them.
  public static let padding = 32

  public init(bytes: [UInt8], count: Int, line: Int, file: Int = 0) {
    self.bytes = bytes
    self.count = count
    self.line = line
    self.file = file
  }
}

/// A line in a row of the block: where it stands in the piece.
struct RowPlace {
  var line: Int
  var range: Range<Int>
  /// The id with its quotes; empty where there is none, or where it stands elsewhere.
  var id = 0..<0
  /// Whether the columns hold all that its trace tells: no reason was given for an absent fact.
  var isBare = false
}

/// A line as far as it was read.
struct ReadRow {
  var place: RowPlace
  /// Where it is not, the strict reader is to say what the line holds.
  var isCertain: Bool
  /// An id that does not stand in the piece as JSON has it.
  var id: String?
  /// Why the line is refused before any reader sees it.
  var refusal: String?
}

/// Where rows come from: lines of JSON, or records of CSV.
protocol RowSource: AnyObject {
  func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: CohortPiece)
  /// Reads the next line into a row of the block; nil at the end.
  func next(row: Int) -> ReadRow?
  /// A line as the strict reader takes it.
  func text(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]
}
