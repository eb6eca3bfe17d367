import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

/// A file is read once for many patients, and no patient's script can notice: not by an answer, an error or a unit of fuel.
struct ScriptIsolationTests {
  /// What a patient's script does: writes to every place that it can reach, and returns what it finds there.
  private static let remembering = [
    "count = count + x", "list[#list + 1] = x", "names['k' .. x] = x", "deep.a.b = (deep.a.b or 0) + x",
    "keep = keep or x", "shared(x)", "local f = made() seen[#seen + 1] = f(x)",
    "pcall(function() string.secret = x end)", "pcall(function() table.secret = x end)",
    "pcall(function() secret = x end)",
    "pcall(function() (''):secret(x) end)", "pcall(function() ('').secret = x end)",
    "local ok, e = pcall(error, list) if not ok then e.last = x end",
    "local ok, e = pcall(thrower) if not ok then e.n = (e.n or 0) + x end",
    "pcall(function() rule('late' .. x) end)", "pcall(function() word.part = x end)",
    "for i = 1, 40 do names[i * 31 * x] = i end", "for k in pairs(names) do names[k] = nil end",
    "table.sort(list, function(a, b) return a > b end)", "table.insert(list, 1, x)",
    "long = long .. ('y'):rep(x)", "pcall(string.rep, 'z', x * 100)",
  ]
  private static let endings = [
    "if x == 13 then while true do pcall(function() while true do end end) end end",
    "if x == 7 then local s = 'a' while true do s = s .. s end end",
    "if x == 5 then error({ x = x }) end", "if x == 4 then return facts.patient.absent end",
    "if x == 9 then return facts.patient.undeclared end", "if x == 3 then return list end",
    "if x == 11 then local t = {} while true do t = { t, x } end end",
    "if x == 6 then local function f() return 1 + f() end return f() end", "",
  ]

  private static func program(_ random: inout Seeded) -> [UInt8] {
    let lines = (0..<1 + random.below(6)).map { _ in random.pick(remembering) }
    return Array(
      """
      local count, list, names, deep, keep, seen, long = 0, {}, {}, { a = {} }, nil, {}, ''
      local thrown = {}
      local function thrower() error(thrown) end
      local function shared(n) list[1] = (list[1] or 0) + n end
      local function made() local n = 0 return function(m) n = n + m return n end end
      local once = made()
      script(function(facts)
        local x = facts.patient.x
        \(lines.joined(separator: "\n  "))
        \(random.pick(endings))
        return count .. '/' .. #list .. '/' .. (list[1] or '-') .. '/' .. (deep.a.b or '-') .. '/' .. (keep or '-') .. '/'
          .. #seen .. '/' .. once(x) .. '/' .. (thrown.n or '-') .. '/' .. (list.last or '-') .. '/' .. #long
      end)
      script(function(facts) count = count + 1 list[#list + 1] = 'second' return count end)
      """.utf8)
  }

  /// A known fact, and an absent one.
  private static func facts(_ x: Int) -> [UInt8] {
    func text(_ text: String) -> [UInt8] { [UInt8(text.utf8.count), 0, 0, 0] + Array(text.utf8) }
    let number = withUnsafeBytes(of: Int64(x).littleEndian) { Array($0) }
    return [2, 0, 0, 0] + text("patient.x") + [UInt8(ascii: "i")] + number + text("patient.absent") + [
      UInt8(ascii: "A")
    ]
  }

  private static func same(_ a: Sandbox.Outcome?, _ b: Sandbox.Outcome) -> Bool {
    guard let a else { return false }
    return a.failure == b.failure && a.unknown == b.unknown && a.line == b.line && a.message == b.message
      && a.bytes == b.bytes && a.fuelSpent == b.fuelSpent && a.memoryPeak == b.memoryPeak
  }

  private static let patients = Array(1...14)

  @Test func `nothing that a script leaves behind reaches another patient, in any order`() {
    var answered = 0
    for seed in Seeded.first..<Seeded.first + 60 {
      var random = Seeded(seed)
      let text = Self.program(&random)
      let alone = Self.patients.map {
        Sandbox.run(text, named: "site/s.lua", function: 0, facts: Self.facts($0))
      }
      let second = Sandbox.run(text, named: "site/s.lua", function: 1, facts: Self.facts(1))
      answered += alone.count { $0.failure == nil && !$0.unknown }
      let file = SandboxFile(text, named: "site/s.lua")
      for _ in 0..<3 {
        for x in Self.patients.shuffled(using: &random) {
          let outcome = file.run(function: 0, facts: Self.facts(x))
          #expect(Self.same(outcome, alone[x - 1]), "seed \(seed), patient \(x)")
          if random.chance(20) {
            #expect(
              Self.same(file.run(function: 1, facts: Self.facts(x)), second),
              "seed \(seed), after patient \(x)")
          }
        }
      }
    }
    #expect(answered > 300, "the scripts have to answer for this to say anything")
  }

  @Test func `concurrent patients get what each gets alone`() async {
    for seed in Seeded.first..<Seeded.first + 10 {
      var random = Seeded(seed)
      let text = Self.program(&random)
      let alone = Self.patients.map {
        Sandbox.run(text, named: "site/s.lua", function: 0, facts: Self.facts($0))
      }
      let file = SandboxFile(text, named: "site/s.lua")
      let wrong = await withTaskGroup(of: Bool.self) { group in
        for x in Self.patients + Self.patients {
          let expected = alone[x - 1]
          group.addTask { Self.same(file.run(function: 0, facts: Self.facts(x)), expected) }
        }
        return await group.reduce(into: 0) { count, fine in if !fine { count += 1 } }
      }
      #expect(wrong == 0, "seed \(seed)")
    }
  }

  /// A patient's limits, a file that failed, and one that is too large to be kept end the same both ways.
  @Test(arguments: [
    "script(function(facts) return facts.patient.x end",
    "error('at once')",
    "rule 'no script here'",
    "local big = {} for i = 1, 9000 do big[i] = { i } end script(function(facts) big[1] = (big[1] == 7) return #big end)",
    "script(function(facts) local t = {} for i = 1, 9000 do t[i] = { i } end return #t end)",
    "script(function(facts) return 1e308 .. '' end)",
  ])
  func `a kept file ends like one that is read for the call`(text: String) {
    let alone = Sandbox.run(Array(text.utf8), named: "site/s.lua", function: 0, facts: Self.facts(1))
    let file = SandboxFile(Array(text.utf8), named: "site/s.lua")
    for _ in 0..<3 { #expect(Self.same(file.run(function: 0, facts: Self.facts(1)), alone)) }
    let refused = file.run(function: 0, facts: [1, 2, 3])
    #expect(refused?.failure == (alone.failure == nil ? .badRequest : alone.failure))
    #expect(Self.same(file.run(function: 0, facts: Self.facts(1)), alone))
  }
}
