// Plumbline in the race of Tests/Benchmark/Matching: the same protocol as the other engines.
//
//   matching-benchmark PACKS PROFILES.ndjson COUNT [--lines|--trace|--trace-json|--parse]

import Glibc
import PlumblineCohort
import PlumblineEngine
import PlumblineGuideline

let arguments = CommandLine.arguments
guard arguments.count >= 4, let count = Int(arguments[3]) else { exit(64) }
let guideline = try GuidelineLoader.load(try PackFolder.find(in: arguments[1]))
let compiled = try CompiledGuideline(examining: guideline) { _, _ in nil }
let workload = try Workload(compiled, path: arguments[2], count: count)
let race: any Race =
  switch arguments.dropFirst(4).first {
  case "--lines": LineRace(workload)
  case "--parse": ParseRace(workload)
  case "--trace": TraceRace(workload, asJSON: false)
  case "--trace-json": TraceRace(workload, asJSON: true)
  default: MatchRace(workload)
  }

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func say(_ text: String) {
  print(text)
  fflush(nil)
}

say("ready")
while let word = readLine() {
  if word == "check" {
    say("{\"digest\":\"\(race.digest())\"}")
  } else {
    let start = seconds()
    let matches = race.run()
    say("{\"seconds\":\(seconds() - start),\"matches\":\(matches)}")
  }
}
