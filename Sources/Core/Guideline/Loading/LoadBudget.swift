/// What all packs in force may use together while they are loaded.
///
/// Counted, never timed, so that the same packs load, or are refused, on every machine alike. The sandbox's limits are for
/// one file. Documentation/Sandbox.md says how these figures were found.
public struct LoadBudget: Sendable, Hashable {
  /// What is counted, in the order in which it is shown. Messages use the raw values.
  public enum Kind: String, Sendable, CaseIterable {
    case files
    /// Bytes of source text.
    case bytes = "bytes of source"
    /// Units of the sandbox's fuel.
    case fuel = "units of fuel"
    /// Bytes of what the files declared, with a condition that is used twice written out twice.
    case documents = "bytes of documents"
    case declarations
    /// Values that facts are compared with, and codes of facts.
    case cutOffs = "cut-offs and codes"
    /// Functions that run for a patient.
    case scripts = "functions that run for a patient"
    /// Comparisons that adaptations read.
    case adaptations = "comparisons read by adaptations"
    /// All of these together, each at its price.
    case work = "units of work"

    /// The price in units of work, by measurement; a unit of fuel is one unit of work.
    fileprivate var price: (units: Int, for: Int) {
      switch self {
      case .fuel: (1, 1)
      case .bytes: (3, 2)
      case .documents: (1, 4)
      case .files: (400, 1)
      case .declarations: (150, 1)
      case .cutOffs: (25, 1)
      case .scripts: (100, 1)
      case .adaptations: (8, 1)
      case .work: (0, 1)
      }
    }

    /// Its place in a list of counts.
    fileprivate var place: Int {
      switch self {
      case .files: 0
      case .bytes: 1
      case .fuel: 2
      case .documents: 3
      case .declarations: 4
      case .cutOffs: 5
      case .scripts: 6
      case .adaptations: 7
      case .work: 8
      }
    }
  }

  private var limits: [Kind: Int]

  public subscript(kind: Kind) -> Int { limits[kind] ?? 0 }

  /// Returns the budget with another limit for one kind.
  package func with(_ kind: Kind, _ limit: Int) -> LoadBudget {
    var budget = self
    budget.limits[kind] = limit
    return budget
  }

  /// What every load may use: enough for 2,000 files, 2,000 facts and 5,000 rules.
  public static let standard = LoadBudget(limits: [
    .files: 2_500, .bytes: 6 << 20, .fuel: 12_000_000, .documents: 16 << 20, .declarations: 12_000,
    .cutOffs: 50_000, .scripts: 50, .adaptations: 500_000, .work: 18_000_000,
  ])

  /// The budget for reading packs again that do not load together, to find stops among them: a sixth, since a user waits for
  /// the stops.
  public static let refusal = standard.with(.fuel, 2_000_000).with(.work, 3_000_000)
}

/// Counts what the packs of one load use, pack by pack, and ends the load when its budget is exceeded.
final class LoadMeter {
  /// The budget is exceeded; the problem names the pack that used most.
  struct Exceeded: Error {
    var problem: PackProblem
  }

  let budget: LoadBudget
  /// By the kind's place, as are the other lists: every declaration is counted in five kinds.
  private let most: [Int]
  private var used: [Int]
  private var usedBy: [[String: Int]]

  init(_ budget: LoadBudget) {
    self.budget = budget
    most = LoadBudget.Kind.allCases.sorted { $0.place < $1.place }.map { budget[$0] }
    used = most.map { _ in 0 }
    usedBy = most.map { _ in [:] }
  }

  /// Returns how much of a kind is left.
  func left(_ kind: LoadBudget.Kind) -> Int { max(0, most[kind.place] - used[kind.place]) }

  func used(_ kind: LoadBudget.Kind) -> Int { used[kind.place] }

  /// Counts what a pack uses.
  ///
  /// - Parameter place: what is being read.
  func take(_ kind: LoadBudget.Kind, _ count: Int, of pack: String, at place: Place) throws(Exceeded) {
    if count == 0 { return }
    used[kind.place] += count
    usedBy[kind.place][pack, default: 0] += count
    if used[kind.place] > most[kind.place] { throw exceeded(kind, at: place) }
    let work = count * kind.price.units / kind.price.for
    if work > 0 { try take(.work, work, of: pack, at: place) }
  }

  /// The fuel that is left, and the kind that bounds it: fuel, or the work that fuel counts as.
  var fuelLeft: (units: Int, kind: LoadBudget.Kind) {
    left(.fuel) <= left(.work) ? (left(.fuel), .fuel) : (left(.work), .work)
  }

  func exceeded(_ kind: LoadBudget.Kind, at place: Place) -> Exceeded {
    let first = usedBy[kind.place].max { ($0.value, $1.key) < ($1.value, $0.key) }
    let (pack, count) = (first?.key ?? "", first?.value ?? 0)
    return Exceeded(
      problem: PackProblem(
        pack: pack, place: place, column: 0,
        message:
          "the packs together take more than one load may: at most \(budget[kind]) \(kind.rawValue), and \(used[kind.place]) had been taken here, \(count) of them by pack '\(pack)'; leave that pack out, or make it smaller",
        limit: "load", kind: .limit))
  }
}
