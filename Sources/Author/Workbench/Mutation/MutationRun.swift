internal import PlumblineEngine
public import PlumblineGuideline

/// A run of a bench's tests against every mutant: a mutant that no test notices shows what the tests do not say.
public struct MutationRun {
  private let bench: PackTestBench
  private let asOf: Day
  /// The mutants of each condition, each with the guideline that its pack's tests see.
  private let sites: [SiteMutants]

  /// - Parameters:
  ///   - asOf: the day for tests that name none.
  ///   - isWanted: which conditions are changed, by the place of their declaration.
  /// - Throws: what is wrong with a pack if only its own adaptations are applied.
  public init(
    _ bench: PackTestBench, _ guideline: Guideline, asOf: Day, where isWanted: (Place) -> Bool
  ) throws(PackFailure) {
    self.bench = bench
    self.asOf = asOf
    var sites: [SiteMutants] = []
    let places = guideline.sites.map(\.place) + guideline.gates.map(\.place)
    for pack in Set(places.filter(isWanted).map(\.pack)).sorted() {
      let base = try bench.guideline(of: pack)
      for mutant in Mutant.all(of: base, where: { $0.pack == pack }) {
        if sites.last?.site != mutant.site {
          sites.append(SiteMutants(base: base, pack: pack, site: mutant.site))
        }
        sites[sites.count - 1].mutants.append(mutant)
      }
    }
    self.sites = sites
  }

  public var count: Int { sites.reduce(0) { $0 + $1.mutants.count } }

  /// Tries every mutant; calls back with the number tried.
  public func run(_ isDone: (Int) -> Void = { _ in }) -> MutationReport {
    var findings: [MutationReport.Finding] = []
    for sites in bySpace {
      let patients = try? ConcernedPatients(sites[0].base, sites.flatMap(\.mutants))
      for site in sites {
        findings += SiteTrial(site, bench, patients, asOf: asOf).findings()
        isDone(findings.count)
      }
    }
    return MutationReport(
      findings: findings.sorted { left, right in
        (left.mutant.place, left.mutant.site.words) < (right.mutant.place, right.mutant.site.words)
      })
  }

  /// The sites grouped by the space of patients that they share: all, or pack by pack if the packs see other guidelines.
  private var bySpace: [[SiteMutants]] {
    var parts: [[SiteMutants]] = []
    for site in sites {
      if site.base.adaptations.isEmpty, !parts.isEmpty, parts[parts.count - 1][0].base.adaptations.isEmpty {
        parts[parts.count - 1].append(site)
      } else if site.pack == parts.last?[0].pack {
        parts[parts.count - 1].append(site)
      } else {
        parts.append([site])
      }
    }
    return parts
  }
}

/// The mutants of one condition.
struct SiteMutants {
  /// The guideline that the tests of its pack see.
  var base: Guideline
  var pack: String
  var site: ConditionSite
  var mutants: [Mutant] = []
}
