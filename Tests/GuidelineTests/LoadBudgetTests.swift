import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

/// What all packs may use together while they are loaded.
struct LoadBudgetTests {
  private static let packs = GrownPacks(rules: 40, facts: 20, files: 10)

  private static func problem(_ budget: LoadBudget, _ folders: [PackFolder]) -> PackProblem? {
    do {
      _ = try GuidelineLoader.load(folders, budget: budget)
      return nil
    } catch {
      #expect(error.problems.count == 1)
      return error.problems.first
    }
  }

  @Test(arguments: LoadBudget.Kind.allCases)
  func `packs that exceed the budget by one are refused, and the error names it`(
    kind: LoadBudget.Kind
  ) throws {
    let folders = Self.packs.folders() + [Self.greedy]
    let used = try GuidelineLoader.measured(folders).used[kind, default: 0]
    #expect(used > 0)
    let enough = LoadBudget.standard.with(kind, used)
    #expect(Self.problem(enough, folders) == nil)
    let problem = try #require(Self.problem(LoadBudget.standard.with(kind, used - 1), folders))
    #expect(problem.kind == .limit)
    #expect(problem.limit == "load")
    #expect(problem.message.contains("at most \(used - 1) \(kind.rawValue)"))
  }

  /// Uses most of everything, and is read last but one, by its folder's name.
  private static let greedy = Shipped.pack(
    "greedy",
    [
      "pack.lua": """
      \(GrownPacks.manifest("greedy", requires: "vocabulary = \"1.0\", [\"red-flags\"] = \"1.0\""))
      local sum = 0
      for step = 1, 100000 do sum = sum + step end
      rule "asked" {
        title = "Asked", recommend = "exercise+p0", role = "alternative", strength = "conditional", claims = {},
        because = "So.",
        when = any { size.f0 :at_least(7), scripted "s" { reads = { size.f1 }, says = "x",
          test = function(facts) return facts.size.f1 > 3 end } },
      }
      adapt "grown-0/r0" {
        fact = size.f0, from = 1, to = 2, reason = "Local.", approved_by = "A. Body", approved_on = "2026-11-01",
      }
      """
    ])

  @Test func `the pack that took most of a budget is named`() throws {
    let folders = Self.packs.folders() + [Self.greedy]
    let used = try GuidelineLoader.measured(folders).used[.fuel, default: 0]
    let problem = try #require(Self.problem(LoadBudget.standard.with(.fuel, used - 1), folders))
    #expect(problem.pack == "greedy")
    #expect(problem.message.contains("by pack 'greedy'"))
  }

  @Test func `a file that needs more than the remaining fuel ends at the same unit each time`() {
    let endless = Shipped.pack("endless", ["pack.lua": "while true do end"])
    let budget = LoadBudget.standard.with(.fuel, 100_000)
    let first = Self.problem(budget, [endless])
    #expect(first?.message.contains("at most 100000 units of fuel, and 100000 had been taken") == true)
    #expect(first == Self.problem(budget, [endless]))
  }

  @Test func `a file that exceeds its own fuel within the budget is reported as usual`() {
    let endless = Shipped.pack("endless", ["pack.lua": "while true do end"])
    let failure = #expect(throws: PackFailure.self) { try GuidelineLoader.load([endless]) }
    #expect(failure?.problems.contains { $0.limit == "fuel" } == true)
    #expect(failure?.problems.contains { $0.limit == "load" } == false)
  }

  @Test func `the standard budget admits 5,000 rules, 2,000 facts and 2,000 files`() throws {
    let used = try GuidelineLoader.measured(GrownPacks(rules: 5_000, facts: 2_000, files: 1_980).folders())
      .used
    for kind in LoadBudget.Kind.allCases {
      #expect(used[kind, default: 0] <= LoadBudget.standard[kind])
    }
    #expect(used[.files, default: 0] >= 1_990)
  }

  @Test(arguments: [LoadBudget.Kind.bytes, .fuel, .documents, .declarations, .cutOffs, .work])
  func `a declaration uses the same among few and among many`(kind: LoadBudget.Kind) throws {
    func each(_ size: Int) throws -> Double {
      let used = try GuidelineLoader.measured(
        GrownPacks(rules: size, facts: size / 2, files: size / 10).folders()
      ).used
      return Double(used[kind, default: 0]) / Double(size)
    }
    let (few, many) = (try each(100), try each(1_600))
    #expect(many < 1.25 * few, "\(kind): \(few) each among few, \(many) among many")
  }
}
