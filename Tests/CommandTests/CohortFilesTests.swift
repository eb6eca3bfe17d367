import PlumblineTestSupport
import Testing

/// A cohort in several files.
struct CohortFilesTests {
  /// A row or a refused line without the file that it names.
  private func bare(_ text: String, _ file: String) -> String {
    text.replacing("\"file\":\"\(file)\",", with: "")
  }

  @Test(arguments: ["1", "3"])
  func `each file has the rows that it has alone, and each row names its file and line`(
    jobs: String
  ) {
    let folder = CohortFolder()
    folder.scratch.write("a.ndjson", CohortFolder.mixed(1_300))
    folder.scratch.write("b", CohortFolder.mixed(700))
    folder.scratch.write("empty", "")
    _ = folder.script("gzip -k b; printf '%s' '\(CohortCommandTests.stop)' >last")
    let files = ["a.ndjson", "b.gz", "empty", "last"]
    let all = folder.script("cohort \(files.joined(separator: " ")) --jobs \(jobs) --rejects r --summary s")
    #expect(all.code == 65)
    var (rows, rejects) = ("", "")
    for (index, file) in files.enumerated() {
      let one = folder.script("cohort \(file) --rejects r\(index) --summary s\(index)")
      rows += one.output
      rejects += folder.text("r\(index)")
      let own = all.output.split(separator: "\n").filter { $0.contains("\"file\":\"\(file)\"") }
      #expect(bare(own.map { $0 + "\n" }.joined(), file) == one.output)
    }
    #expect(files.reduce(all.output) { bare($0, $1) } == rows, "in the order of the files")
    #expect(files.reduce(folder.text("r")) { bare($0, $1) } == rejects)
    #expect(folder.text("r").contains("{\"file\":\"b.gz\",\"line\":14,"))
    let merged = folder.script("cohort --merge s0 s1 s2 s3")
    #expect(merged.output == folder.text("s") + "\n" || merged.output == folder.text("s"))
  }

  @Test func `CSV has a column for the file`() {
    let folder = CohortFolder()
    folder.scratch.write("one.csv", "id,pain.intensity\nA,4\nB,11\n")
    folder.scratch.write("two.csv", "id,pain.intensity\nC,4\n")
    let result = folder.script("cohort one.csv two.csv --format csv")
    #expect(result.code == 65)
    let cells = result.output.split(separator: "\r\n").map { $0.split(separator: ",").prefix(3) }
    #expect(cells.map { $0.joined(separator: ",") } == ["file,line,profile", "one.csv,2,A", "two.csv,2,C"])
    #expect(result.error.contains(#"{"file":"one.csv","line":3,"#), "\(result.error)")
  }

  @Test func `options that do not go together are reported before anything is answered`() {
    let folder = CohortFolder()
    folder.scratch.write("in", "{}\n")
    folder.scratch.write("in.csv", "id,pain.intensity\nA,4\n")
    let kinds = folder.script("cohort in in.csv")
    #expect(kinds.code == 65 && kinds.output.isEmpty)
    #expect(kinds.error.contains("some of the files are CSV by their names, and some are not"))
    let missing = folder.script("cohort in elsewhere")
    #expect(missing.code == 66 && missing.output.isEmpty)
    #expect(missing.error.contains("cannot open elsewhere"), "\(missing.error)")
    let both = folder.script("cohort in -")
    #expect(both.code == 64 && both.error.contains("- is standard input: it cannot be combined with files"))
    let over = folder.script("cohort in.csv in --input ndjson --output in")
    #expect(over.code == 73 && over.error.contains("in is an input file"), "\(over.error)")
    #expect(folder.text("in") == "{}\n")
  }

  @Test func `a different header row ends the run after the files before it`() {
    let folder = CohortFolder()
    folder.scratch.write("one.csv", "id,pain.intensity\nA,4\n")
    folder.scratch.write("two.csv", "pain.intensity,id\n4,B\n")
    let result = folder.script("cohort one.csv two.csv")
    #expect(result.code == 65)
    #expect(result.output.split(separator: "\n").count == 1)
    #expect(result.error.contains("two.csv: its header row differs from that of one.csv"), "\(result.error)")
  }

  @Test func `a run that ends early writes no counts, and resumes only with the same input`() {
    let folder = CohortFolder()
    folder.scratch.write("first", CohortFolder.bulky(4_000))
    let run = "cohort first second --output out --rejects rejects"
    // The second file is a pipe, which is cut off within compressed bytes.
    let cut = "printf '{}\\n' | gzip | head -c 10 >second &"
    let broken = folder.script("mkfifo second; \(cut) \(run) --summary s")
    #expect(broken.code == 66)
    #expect(broken.error.contains("answered before that; no summary is written"), "\(broken.error)")
    #expect(broken.error.contains("79 lines were refused"), "\(broken.error)")
    #expect(!folder.script("ls").output.split(separator: "\n").contains("s"))
    #expect(folder.script("\(cut) cohort first second --format summary").output.isEmpty)

    _ = folder.script("rm second; cp -p first kept; printf '{}\\n' >second; sed -i s/P9/Q9/ first")
    let changed = folder.script("\(run) --resume")
    #expect(changed.code == 65)
    #expect(changed.error.contains("the input has changed since the run was interrupted"), "\(changed.error)")
    let resumed = folder.script("cp -p kept first; \(run) --resume --summary s")
    #expect(resumed.code == 65, "lines are refused: \(resumed.error)")
    let whole = folder.script("cohort first second --output all --rejects all.r --summary all.s")
    #expect(whole.code == 65)
    #expect(folder.bytes("out") == folder.bytes("all") && folder.bytes("rejects") == folder.bytes("all.r"))
    #expect(folder.text("s") == folder.text("all.s"))
  }

  @Test func `no run resumes within compressed bytes whose checksum was not read`() {
    let folder = CohortFolder()
    folder.scratch.write("in", CohortFolder.bulky(4_000))
    let cut = folder.script(
      "gzip -1 in; head -c $(($(wc -c <in.gz) - 100)) in.gz >cut.gz; cohort cut.gz --output out --rejects r")
    #expect(cut.code == 66, "\(cut.error)")
    #expect(!folder.script("ls").output.contains("resume"))
  }

  @Test func `a run that is killed within the second file resumes there`() {
    let folder = CohortFolder()
    folder.scratch.write("first", CohortFolder.mixed(300))
    folder.scratch.write("in", CohortFolder.bulky(4_000))
    let whole = folder.script("ln in second; cohort first second --output all --rejects all.r; rm second")
    let killed = folder.script(
      """
      mkfifo second
      sleep 100 >second & holder=$!
      cat in >second 2>/dev/null & feeder=$!
      eval "exec $COHORT first second --jobs 2 --output out --rejects rejects" 2>/dev/null & run=$!
      while [ ! -e out.resume ]; do sleep 0.05; kill -0 $run || exit 9; done
      kill -9 $run; wait $run 2>/dev/null
      kill $holder $feeder 2>/dev/null; wait 2>/dev/null
      rm second; ln in second
      """)
    #expect(killed.code != 9 && killed.code != 124, "\(killed.error)")
    #expect(folder.text("out.resume").contains("\"file\":1"))
    let others = folder.script("cohort second first --resume --output out --rejects rejects")
    #expect(others.code == 65 && others.error.contains("had other options"), "\(others.error)")
    let resumed = folder.script("cohort first second --resume --output out --rejects rejects")
    #expect(resumed.code == 65, "\(resumed.error)")
    #expect(resumed.error == whole.error.replacing("all.r", with: "rejects"))
    #expect(folder.bytes("out") == folder.bytes("all"))
    #expect(folder.bytes("rejects") == folder.bytes("all.r"))
  }
}
