public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineLedger

/// A cache of the guidelines that decided, rebuilt from the packs in the ledger.
///
/// A folder's name is not recorded and need not be: it appears only in messages about packs that do not load, never in a
/// decision.
public struct GuidelineShelf {
  /// Why recorded packs no longer give a guideline. It may contain text from a pack.
  public struct Unloadable: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
  }

  private let pack: (String) throws -> PackFolder
  private let capacity: Int
  private var held: [Key: Result<JointEvaluator, Unloadable>] = [:]
  /// The most recently used one comes last.
  private var order: [Key] = []

  /// The packs that decided, and whether the engine was one of the second edition.
  private struct Key: Hashable {
    var digests: [String]
    var isOfSecondEdition: Bool
  }

  /// How often a guideline had to be built.
  public private(set) var made = 0

  /// - Parameters:
  ///   - capacity: the maximum number of guidelines held at once.
  ///   - pack: the files of a pack, by digest.
  public init(capacity: Int = 8, pack: @escaping (String) throws -> PackFolder) {
    self.capacity = max(capacity, 1)
    self.pack = pack
  }

  /// A shelf over a ledger's packs. While records are visited, it needs its own opened ledger.
  public init(_ ledger: Ledger, capacity: Int = 8) {
    self.init(capacity: capacity) { digest in try ledger.pack(digest, named: "recorded") }
  }

  /// The guideline of the packs with these digests, ready to decide as the engine did that is named in a record.
  ///
  /// - Parameter engine: the engine that decided: `plumbline 0.2.0`.
  /// - Throws: ``Unloadable``, or a ``LedgerError`` that concerns the ledger, not these packs.
  public mutating func evaluator(of digests: [String], by engine: String) throws -> JointEvaluator {
    let key = Key(digests: digests.sorted(), isOfSecondEdition: Evaluator.isOfSecondEdition(engine))
    if let found = held[key] {
      order.removeAll { $0 == key }
      order.append(key)
      return try found.get()
    }
    let made = try make(key)
    if order.count == capacity { held[order.removeFirst()] = nil }
    held[key] = made
    order.append(key)
    return try made.get()
  }

  private static func guarded(_ guidelines: Guidelines) -> Result<JointEvaluator, Unloadable> {
    do {
      return .success(try JointEvaluator(guidelines) { Evaluator(withScriptsOf: $0) })
    } catch {
      return .failure(Unloadable(description: "the recorded packs \(error.reason)"))
    }
  }

  private mutating func make(_ key: Key) throws -> Result<JointEvaluator, Unloadable> {
    made += 1
    let digests = key.digests
    if digests.isEmpty { return .failure(Unloadable(description: "the record names no packs")) }
    var folders: [PackFolder] = []
    for (number, digest) in digests.enumerated() {
      do {
        folders.append(PackFolder(name: "recorded-\(number + 1)", files: try pack(digest).files))
      } catch LedgerError.damaged(_, let reason) {
        return .failure(Unloadable(description: reason))
      }
    }
    do {
      if key.isOfSecondEdition { return Self.guarded(try GuidelineLoader.guidelines(folders)) }
      return Self.guarded(Guidelines(try GuidelineLoader.load(folders).asInFirstEdition, of: folders))
    } catch {
      let others = error.problems.count - 1
      let first = error.problems.first?.description ?? "no reason is known"
      return .failure(
        Unloadable(
          description: "the recorded packs no longer load: \(first)"
            + (others > 0 ? ", and \(others) more" : "")))
    }
  }
}
