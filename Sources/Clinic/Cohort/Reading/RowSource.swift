internal import PlumblineEngine

/// A piece of a cohort: whole lines, and the number of the first.
public struct CohortPiece: Sendable {
  /// The lines, followed by ``padding`` bytes that do not belong to them.
  public var bytes: [UInt8]
  public var count: Int
  public var line: Int
  /// The file of the piece, if there are several.
  public var file = 0

  /// The number of bytes that must follow the lines: a scanner may read them.
  public static let padding = 32

  public init(bytes: [UInt8], count: Int, line: Int, file: Int = 0) {
    self.bytes = bytes
    self.count = count
    self.line = line
    self.file = file
  }
}

/// The place of a row's line in the piece.
struct RowPlace {
  var line: Int
  var range: Range<Int>
  /// The id with its quotes; empty if there is none, or if it is stored elsewhere.
  var id = 0..<0
  /// Whether the columns have everything for its trace: no reason was given for an absent fact.
  var isBare = false
}

/// A line as far as it was read.
struct ReadRow {
  var place: RowPlace
  /// False if the strict reader must read the line.
  var isCertain: Bool
  /// An id that is not in the piece in the form that JSON has.
  var id: String?
  /// Why the line is refused before a reader gets it.
  var refusal: String?
  /// Whether what was read of a refused line can be looked at for stops.
  var isReadable = false
  /// Of a record, what it contradicts itself about and which questions it raises, as JSON; nil if there is nothing.
  var raised: [UInt8]?
}

/// A source of rows: lines of JSON, or records of CSV.
protocol RowSource: AnyObject {
  func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: CohortPiece)
  /// Reads the next line into a row of the block; nil at the end.
  func next(row: Int) -> ReadRow?
  /// Returns a line in the form for the strict reader.
  func text(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]
}
