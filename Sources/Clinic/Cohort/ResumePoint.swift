public import PlumblineJSON

/// The point at which an interrupted run can be resumed, kept next to its rows: everything before it was answered and written.
public struct ResumePoint: Sendable {
  /// The number of the file.
  public var file: Int
  /// The offset in the file's uncompressed bytes.
  public var offset: Int
  /// The next line.
  public var line: Int
  /// The number of bytes of the rows, and of the rejects.
  public var rows: Int
  public var rejects: Int
  public var hasFailed: Bool
  public var summary: CohortSummary
  /// The options and packs of the run; the resumed run must have the same.
  public var asked: String
  /// The identity of each input; empty for a pipe, which can be anything.
  public var inputs: [String]

  /// The point that a run has reached; nil if it has no counts yet.
  ///
  /// - Parameters:
  ///   - place: the place of the reader.
  ///   - written: the number of bytes of the rows, and of the rejects.
  public init?(
    _ run: CohortRun, at place: (file: Int, offset: Int, line: Int), written: (rows: Int, rejects: Int),
    asked: String, inputs: [String]
  ) {
    guard let summary = run.summary else { return nil }
    (file, offset, line) = place
    (rows, rejects) = written
    hasFailed = run.hasFailed
    self.summary = summary
    self.asked = asked
    self.inputs = inputs
  }

  // MARK: JSON

  public var json: JSONValue {
    [
      "asked": .string(asked), "inputs": .strings(inputs), "failed": .bool(hasFailed), "file": .number(file),
      "line": .number(line), "offset": .number(offset), "rejects": .number(rejects), "rows": .number(rows),
      "schema": 1, "summary": summary.json,
    ]
  }

  /// Reads the output of ``json``; nil for anything else.
  public init?(parsing bytes: [UInt8]) {
    func whole(_ node: JSONNode?) -> Int? { node?.numberValue?.intValue.flatMap { $0 >= 0 ? $0 : nil } }
    guard let node = try? JSONReader.read(bytes, limits: CohortSummary.limits),
      let asked = node["asked"]?.stringValue,
      let file = whole(node["file"]), let offset = whole(node["offset"]), let line = whole(node["line"]),
      let rows = whole(node["rows"]), let rejects = whole(node["rejects"]),
      let summary = node["summary"].flatMap({ try? CohortSummary($0) }),
      let inputs = node["inputs"]?.arrayValue
    else { return nil }
    (self.file, self.offset, self.line, self.rows, self.rejects) = (file, offset, line, rows, rejects)
    hasFailed = node["failed"]?.boolValue ?? false
    self.summary = summary
    self.asked = asked
    self.inputs = inputs.map { $0.stringValue ?? "" }
  }

  // MARK: resuming

  /// Returns why a run cannot be resumed from here; nil if it can.
  ///
  /// - Parameter inputs: the present identity of each input.
  public func mismatch(asked: String, inputs: [String]) -> String? {
    if asked != self.asked {
      return
        "the interrupted run had other options or other packs; start again without --resume"
    }
    let hasChanged = zip(self.inputs, inputs).contains { was, now in
      !was.isEmpty && !now.isEmpty && was != now
    }
    return hasChanged
      ? "the input has changed since the run was interrupted; start again without --resume" : nil
  }
}
