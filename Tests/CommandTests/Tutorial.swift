import PlumblineTestSupport

/// A page whose snippets are run: each fenced block is a file to write, a command to run, or a command's output.
struct Tutorial {
  struct Block {
    /// The text after the opening fence: `sh`, `text`, `lua file=site/pack.lua`.
    var info: String
    var text: String
    /// The line of the opening fence, from 1.
    var line: Int

    /// The file's name, if the block is a file.
    var file: String? { info.firstMatch(of: #/^[a-z]+ file=([A-Za-z0-9_./-]+)$/#).map { String($0.1) } }
  }

  /// The texts between the blocks, one more than there are blocks.
  private(set) var prose: [String] = []
  private(set) var blocks: [Block] = []

  init(_ text: String) {
    var between: [Substring] = []
    var inside: (info: String, line: Int, lines: [Substring])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if let block = inside {
        if line == "```" {
          blocks.append(
            Block(info: block.info, text: block.lines.map { $0 + "\n" }.joined(), line: block.line))
          inside = nil
        } else {
          inside?.lines.append(line)
        }
      } else if line.hasPrefix("```") {
        prose.append(between.map { $0 + "\n" }.joined())
        between = []
        inside = (String(line.dropFirst(3)), index + 1, [])
      } else {
        between.append(line)
      }
    }
    prose.append(between.joined(separator: "\n"))
  }

  /// Returns the page with other texts in its blocks.
  func page(_ texts: [String]) -> String {
    zip(prose, zip(blocks, texts)).map { prose, block in "\(prose)```\(block.0.info)\n\(block.1)```\n" }
      .joined()
      + (prose.last ?? "")
  }

  /// A block that is none of the three, or output without its command; nil if there is none.
  var stray: Block? {
    blocks.indices.first { index in
      let block = blocks[index]
      if block.info == "text" { return index == 0 || blocks[index - 1].info != "sh" }
      return block.info != "sh" && block.file == nil
    }.map { blocks[$0] }
  }

  /// Follows the page in a separate folder, and returns what every block holds when its commands are run: a command's output on
  /// either stream, and nothing for a command that is not followed by output.
  func run(in scratch: borrowing Scratch) -> [(block: Block, found: String)] {
    scratch.write("bin/.keep", "")
    _ = Command.run("/bin/ln", ["-s", Command.plumbline, "\(scratch.path)/bin/plumbline"])
    scratch.write("work/.keep", "")
    var printed = ""
    var found: [(block: Block, found: String)] = []
    for (index, block) in blocks.enumerated() {
      if let file = block.file { scratch.write("work/\(file)", block.text) }
      guard block.info == "sh" else {
        found.append((block, block.info == "text" ? printed : block.text))
        continue
      }
      scratch.write("step.sh", block.text)
      let setting =
        "cd '\(scratch.path)/work' && PATH='\(scratch.path)/bin':\"$PATH\" PLUMBLINE_RULES='\(Shipped.rules)'"
      printed = Command.run("/bin/sh", ["-c", "\(setting) /bin/sh ../step.sh 2>&1"]).output
      let isShown = index + 1 < blocks.count && blocks[index + 1].info == "text"
      found.append((block, block.text))
      if !isShown, !printed.isEmpty { found[found.count - 1].found = "# printed, and not shown:\n\(printed)" }
    }
    return found
  }
}
