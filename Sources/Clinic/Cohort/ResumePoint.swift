public import PlumblineJSON

/// How far an interrupted run had come, kept beside its rows: what is before it was answered and written.
public struct ResumePoint: Sendable {
  /// Which of the files.
  public var file: Int
  /// Of the file's uncompressed bytes.
  public var offset: Int
  /// The next line.
  public var line: Int
  /// Bytes of the rows, and of the rejects.
  public var rows: Int
  public var rejects: Int
  public var hasFailed: Bool
  public var summary: CohortSummary
  /// What was asked for; another run must ask for the same.
  public var asked: String
  /// What each input was; empty for a pipe, which can be anything.
  public var inputs: [String]

  /// Where a run has come to; nil where it has no counts yet.
  ///
  /// - Parameters:
  ///   - place: of the reader.
  ///   - written: bytes of the rows, and of the rejects.
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

  /// Reads what ``json`` wrote; nil for anything else.
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

  // MARK: going on

  /// Why a run cannot go on from here; nil where it can.
  ///
  /// - Parameter inputs: what each input is now.
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
