internal import Engine

/// A piece of a cohort: whole lines, and the number of the first.
public struct CohortPiece: Sendable {
  /// With ``padding`` bytes behind the last line that are no part of it.
  public var bytes: [UInt8]
  public var count: Int
  public var line: Int

  /// How many bytes must follow the lines: a scanner may look at them.
  public static let padding = 32

  public init(bytes: [UInt8], count: Int, line: Int) {
    self.bytes = bytes
    self.count = count
    self.line = line
  }
}

/// Where rows come from: lines of JSON, or records of CSV.
protocol RowSource: AnyObject {
  func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: CohortPiece)
  /// Reads the next line into a row of the block; nil at the end.
  ///
  /// - Returns: the line, and whether it is certain; where it is not, the strict reader is to say what it holds.
  func next(row: Int) -> (place: CohortWorker.Place, isCertain: Bool)?
  /// A line as the strict reader takes it.
  func text(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]
}
