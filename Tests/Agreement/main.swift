// Compares the compiled evaluator with the reference interpreter: random guidelines, and random profiles at and around every cut-off.
//
//   agreement [PAIRS [SEED]]
//   agreement lines FOLDER:FOLDER… [LINES [SEED]]
//
// The second form reads random lines by all guidelines with packs in these folders together: values, ranges, lists, dates and series as
// they are written. Ends with 1 at the first pair for which the two differ; of random guidelines, minimised.

import Glibc
import PlumblineEngine
import PlumblineGuideline
import PlumblineTestSupport

if CommandLine.arguments.dropFirst().first == "lines" {
  let numbers = CommandLine.arguments.dropFirst(3).map { UInt64($0) }
  let lines = try LineAgreement(
    CommandLine.arguments.dropFirst(2).first ?? ".",
    seed: numbers.dropFirst().first.flatMap { $0 } ?? Seeded.first)
  exit(try lines.check(Int(numbers.first.flatMap { $0 } ?? 20_000)) ? 0 : 1)
}

let arguments = CommandLine.arguments.dropFirst().map { UInt64($0) }
let wanted = Int(arguments.first.flatMap { $0 } ?? 1_000_000)
let seed = arguments.dropFirst().first.flatMap { $0 } ?? Seeded.first

func report(_ text: String) { _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) } }

var pairs = 0
var guidelines = 0
var known = 0
var recommended = 0
var scripted = 0
var said = 0
while pairs < wanted {
  var agreement = Agreement(seed: seed &+ UInt64(guidelines))
  if let difference = try agreement.check() {
    print("seed \(seed), guideline \(guidelines): the two evaluators differ\n\(difference)")
    exit(1)
  }
  pairs += agreement.pairs
  known += agreement.known
  recommended += agreement.recommended
  if agreement.hasScripts { scripted += 1 }
  guidelines += 1
  if pairs * 20 / wanted > said {
    said = pairs * 20 / wanted
    report("\r\(pairs) of \(wanted) pairs")
  }
}
report("\n")
print(
  "\(pairs) pairs of \(guidelines) guidelines agree (seed \(seed)); \(scripted) of them with scripts; "
    + "\(recommended * 100 / pairs) % of the answers recommend, \(known * 100 / pairs / 100) facts of a hundred known"
)
