internal import PlumblineCryptography
internal import PlumblineJSON
internal import PlumblineTransparency

/// Checks one record from its bytes: leaf, payload, and every column that repeats part of either.
struct RecordCheck {
  /// What is known about a record once it was checked.
  struct Finding {
    var leaf: Leaf?
    /// The hash of the leaf's bytes, whatever they are.
    var hash: TreeHash
    /// The payload, if it is there and is what the leaf commits to.
    var payload: JSONValue?
    /// The opening that gave that payload.
    var opening: Opening?
    var isErased = false
    /// The first thing that is wrong with it.
    var divergence: Divergence?
  }

  static let limits = JSONLimits(bytes: 1 << 26, depth: 128, stringBytes: 1 << 22, values: 5_000_000)

  /// Why a payload could not be read again; nil if it can, so that everything recorded can be verified.
  static func fault(ofPayload bytes: [UInt8]) -> String? {
    let fault = "the answer is too large or nested too deep for a record"
    // A payload shorter than the longest string cannot exceed the limit of strings or of values.
    if bytes.count > limits.stringBytes {
      return (try? JSONReader.read(bytes, limits: limits)) == nil ? fault : nil
    }
    var depth = 0
    var isInString = false
    var isEscaped = false
    for byte in bytes {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth > limits.depth { return fault }
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    return nil
  }

  var wrapping: WrappingKey?
  /// Whether payloads are opened.
  var opensPayloads = true
  /// The parts of patients' payloads that are kept once the whole payload was checked; all other payloads are kept whole.
  var keeping = CanonicalReader.Part.all

  /// - Parameters:
  ///   - index: the number of the record that should be here.
  ///   - kept: the leaf's hash according to the tree, if it is known.
  func check(_ row: RecordRow, at index: Int, kept: TreeHash? = nil) -> Finding {
    var finding = Finding(leaf: nil, hash: .leaf(row.leaf ?? []))
    func diverges(_ field: String, _ way: Divergence.Way, _ message: String) -> Finding {
      finding.divergence = Divergence("record", "\(index)", field, way, message)
      return finding
    }
    guard let leaf = row.leaf.flatMap({ Leaf($0) }) else {
      return diverges("leaf", .changed, "its bytes are not those of a leaf")
    }
    if leaf.index != index {
      return diverges("leaf", .reordered, "this is the leaf of record \(leaf.index)")
    }
    if let kept, kept != finding.hash {
      return diverges("leaf", .changed, "the tree has another hash for it, at node 0/\(index)")
    }
    finding.leaf = leaf
    if row.time != Array(leaf.time.utf8) { return diverges("time", .changed, "the leaf says otherwise") }
    if row.kind != Array(leaf.kind.rawValue.utf8) {
      return diverges("kind", .changed, "the leaf says otherwise")
    }
    guard row.key != nil || row.sealed != nil else {
      finding.isErased = true
      if row.wrappedBy != nil { return diverges("wrapped_by", .added, "the payload is gone") }
      if let name = differing(row, DerivedColumns()) {
        return diverges(name, .added, "the payload from which it was derived is gone")
      }
      return finding
    }
    guard let seal = row.seal else {
      return diverges(
        row.key == nil ? "key" : "sealed", .missing, "only half of the payload's seal is present")
    }
    return opensPayloads ? payload(seal, leaf, row, finding) : finding
  }

  private func payload(_ seal: Seal, _ leaf: Leaf, _ row: RecordRow, _ start: Finding) -> Finding {
    var finding = start
    func diverges(_ field: String, _ way: Divergence.Way, _ message: String) -> Finding {
      finding.divergence = Divergence("record", "\(leaf.index)", field, way, message)
      return finding
    }
    let opening: Opening
    do {
      opening = try seal.open(index: leaf.index, wrapping: wrapping)
    } catch {
      switch error {
      case .needsWrappingKey(let id):
        guard wrapping == nil || id.utf8.count == 16 && Hex.decode(id) != nil else {
          return diverges("wrapped_by", .changed, "it is not a key's id")
        }
        let way: Divergence.Way = wrapping == nil ? .unchecked : .changed
        return diverges(
          "wrapped_by", way,
          wrapping == nil
            ? "the payload is wrapped with the key \(id), which was not given (--wrapping-key)"
            : "the payload is wrapped with another key than the given one (--wrapping-key)")
      case .key: return diverges("key", .changed, "it is not the key of this payload")
      case .box: return diverges("sealed", .changed, "it does not open with its key")
      }
    }
    guard Commitment(to: opening) == leaf.commitment else {
      return diverges("sealed", .changed, "the payload is not what the leaf commits to")
    }
    let part = leaf.kind.isOfPatient ? keeping : .all
    guard let value = CanonicalReader.read(opening.payload, part, limits: Self.limits) else {
      return diverges("sealed", .changed, "the payload is not canonical JSON")
    }
    finding.payload = value
    finding.opening = opening
    if let name = differing(row, DerivedColumns(value)) {
      return diverges(name, .changed, "the payload says otherwise")
    }
    return finding
  }

  /// The first derived column that is wrong.
  private func differing(_ row: RecordRow, _ derived: DerivedColumns) -> String? {
    for (index, text) in derived.texts.enumerated() where row.derived[index] != text.map({ Array($0.utf8) }) {
      return DerivedColumns.names[index]
    }
    return nil
  }
}
