import PlumblineCohort
import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON

/// Matching alone: from columns to the rules that are true for each profile, with everything else that a row reports.
struct MatchRace: Race {
  let workload: Workload
  let block: CohortBlock

  init(_ workload: Workload) {
    self.workload = workload
    block = CohortBlock(workload.compiled)
  }

  func run() -> Int {
    var matches = 0
    for (codes, count) in workload.blocks {
      block.allCodes.copyBytes(from: codes)
      block.count = count
      _ = block.run()
      matches += block.matches
    }
    return matches
  }

  func digest() -> String {
    var lines = Lines()
    for (codes, count) in workload.blocks {
      block.allCodes.copyBytes(from: codes)
      block.count = count
      _ = block.run()
      for row in 0..<count { lines.add(workload.ids(block.rules(row))) }
    }
    return lines.digest()
  }
}

/// NDJSON in, rows of a cohort out.
struct LineRace: Race {
  let workload: Workload
  let worker: CohortWorker

  init(_ workload: Workload) {
    self.workload = workload
    worker = workload.worker()
  }

  func run() -> Int {
    for piece in workload.pieces { _ = worker.answer(piece) }
    return worker.takeSummary().counts[.rules]?.values.reduce(0, +) ?? 0
  }

  func digest() -> String {
    var lines = Lines()
    for piece in workload.pieces {
      for row in worker.answer(piece).rows.split(separator: UInt8(ascii: "\n")) {
        guard let node = try? JSONReader.read(Array(row)) else { continue }
        let parts = [node["primary"]].compactMap { $0 } + (node["alternatives"]?.arrayValue ?? [])
        let rules = parts.flatMap { $0["rules"]?.arrayValue ?? [] }.compactMap(\.stringValue).sorted()
        // What is recommended if no rule is true is not a rule of the workload.
        lines.add(
          rules.filter { $0.hasPrefix("matching/r") }.map { "R" + $0.dropFirst("matching/r".utf8.count) }
            .joined(separator: ","))
      }
    }
    return lines.digest()
  }
}

/// Reading alone, into columns.
struct ParseRace: Race {
  let workload: Workload
  let worker: CohortWorker

  init(_ workload: Workload) {
    self.workload = workload
    worker = workload.worker()
  }

  func run() -> Int { workload.pieces.reduce(0) { $0 + worker.read($1) { _ in } } }

  /// The facts in the order of the workload.
  private static let facts = [
    "age", "sex", "pregnant", "smoker", "weight_kg", "care_setting", "vitals.sbp", "vitals.dbp",
    "vitals.heart_rate", "vitals.temp_c", "vitals.spo2", "labs.egfr", "labs.potassium", "labs.hba1c",
    "labs.ldl",
    "labs.alt", "labs.inr", "labs.hemoglobin", "conditions.diabetes", "conditions.afib",
    "conditions.heart_failure", "conditions.ckd_stage", "meds.nsaid", "meds.anticoagulant",
    "meds.ace_inhibitor",
  ]

  func digest() -> String {
    let vocabulary = workload.compiled.guideline.vocabulary
    let facts = Self.facts.compactMap { vocabulary.index(of: $0) }
    var lines = Lines()
    for piece in workload.pieces {
      _ = worker.read(piece) { block in
        for row in 0..<block.count {
          lines.add(facts.map { slot(block.value($0, row), vocabulary[$0]) }.joined(separator: ","))
        }
      }
    }
    return lines.digest()
  }

  /// Tenths, the place among the codes, 1 or 0, or nothing.
  private func slot(_ value: FactValue?, _ fact: Fact) -> String {
    switch (value, fact.kind) {
    case (.number(let number)?, _): "\(number.units(1) ?? 0)"
    case (.boolean(let flag)?, _): flag ? "1" : "0"
    case (.code(let code)?, .code(let codes)): "\(codes.firstIndex(of: code) ?? -1)"
    default: ""
    }
  }
}

/// A trace of every rule for each profile: compact, or as JSON.
final class TraceRace: Race {
  let workload: Workload
  let block: CohortBlock
  let text: TraceText?
  let trace: CompiledTrace
  private var kept: [UInt8]

  init(_ workload: Workload, asJSON: Bool) {
    self.workload = workload
    guard let trace = CompiledTrace(workload.compiled) else { fatalError("the workload has scripts") }
    self.trace = trace
    block = CohortBlock(workload.compiled, trace: trace)
    text = asJSON ? TraceText(workload.compiled, trace) : nil
    kept = Array(repeating: 0, count: 1 << 20)
  }

  func run() -> Int {
    var matches = 0
    let (words, codes) = block.traceBytes
    for (columns, count) in workload.blocks {
      block.allCodes.copyBytes(from: columns)
      block.count = count
      _ = block.run()
      matches += block.matches
      block.runTrace()
      for row in 0..<count {
        guard let trace = block.trace(row) else { continue }
        kept.withUnsafeMutableBytes { kept in
          guard let start = kept.baseAddress else { return }
          if let text {
            let bytes = text.text(trace)
            if let from = bytes.baseAddress { start.copyMemory(from: from, byteCount: bytes.count) }
          } else {
            let place = start + row * (words + codes) % (1 << 19)
            place.copyMemory(from: trace.words, byteCount: words)
            (place + words).copyMemory(from: trace.codes, byteCount: codes)
          }
        }
      }
    }
    return matches
  }

  func digest() -> String {
    var lines = Lines()
    let rules = trace.sites.filter { $0.kind == .rule }
    for (columns, count) in workload.blocks {
      block.allCodes.copyBytes(from: columns)
      block.count = count
      _ = block.run()
      block.runTrace()
      for row in 0..<count {
        guard let trace = block.trace(row) else { continue }
        if let text {
          // Read back from what was written.
          let node = try? JSONReader.read(
            Array(text.text(trace)), limits: JSONLimits(bytes: 1 << 24, values: 1 << 22))
          let entries = (node?.arrayValue ?? []).filter { $0["kind"]?.stringValue == "rule" }
          lines.add(
            workload.ids(entries.indices.filter { entries[$0]["truth"]?.stringValue == "true" }))
        } else {
          lines.add(workload.ids(rules.indices.filter { trace.truth(rules[$0].root) == .true }))
        }
      }
    }
    return lines.digest()
  }
}
