import Engine
import Glibc
import Guideline
import JSON
import Interchange

let arguments = CommandLine.arguments
let guideline = try GuidelineLoader.load(try PackFolder.find(in: arguments[1]))
let compiled = try CompiledGuideline(guideline) { _, _ in nil }
let count = Int(arguments[3]) ?? 1000
let reader = ProfileReader(guideline.vocabulary)
guard let file = fopen(arguments[2], "r") else { exit(66) }
var line = [UInt8](repeating: 0, count: 1 << 16)
var blocks: [[UInt8]] = []
let block = CohortBlock(compiled)
for _ in 0..<count {
  guard fgets(&line, Int32(line.count), file) != nil else { break }
  let text = line.prefix { $0 != 0 && $0 != 10 }
  block.append(try reader.read(Array(text)))
  if block.count == CohortBlock.capacity {
    blocks.append(Array(block.allCodes))
    block.clear()
  }
}
print("ready", blocks.count)
while let _ = readLine() {
  let start = clock()
  var words: UInt64 = 0
  for codes in blocks {
    block.allCodes.copyBytes(from: codes)
    block.count = CohortBlock.capacity
    _ = block.run()
    words &+= block.words(0)[0]
  }
  let seconds = Double(clock() - start) / 1e6
  print(seconds, Double(blocks.count * CohortBlock.capacity) / seconds, words)
}
