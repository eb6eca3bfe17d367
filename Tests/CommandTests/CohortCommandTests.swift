import PlumblineJSON
import PlumblineTestSupport
import Testing

/// `plumbline cohort` as a person runs it.
struct CohortCommandTests {
  static let stop = #"{"id":"S","red_flags":{"cauda_equina":true}}"#
  static let wrong = #"{"id":"W","pain":{"intensity":11}}"#

  @Test func `the output is the same, in order, for any number of jobs`() {
    let folder = CohortFolder()
    folder.scratch.write("in.ndjson", CohortFolder.mixed(2_600))
    let one = folder.cohort(
      "in.ndjson", ["--jobs", "1", "--output", "\(folder.path)/1", "--rejects", "\(folder.path)/r1"])
    #expect(one.code == 65)
    #expect(folder.bytes("in.ndjson").count > 2 << 19, "several pieces")
    for jobs in ["2", "7"] {
      let result = folder.cohort(
        "in.ndjson",
        ["--jobs", jobs, "--output", "\(folder.path)/\(jobs)", "--rejects", "\(folder.path)/r\(jobs)"])
      #expect(result.code == 65)
      #expect(folder.bytes("1") == folder.bytes(jobs))
      #expect(folder.bytes("r1") == folder.bytes("r\(jobs)"))
    }
    let numbers = folder.text("1").split(separator: "\n").compactMap { line in
      line.firstMatch(of: #/"line":(\d+),.*"profile":"P(\d+)"/#).flatMap { match in
        Int(match.1).flatMap { line in Int(match.2).map { [line, $0 + 1] } }
      }
    }
    #expect(numbers.count == 2_600 - 27 - 25)
    #expect(numbers.allSatisfy { $0[0] == $0[1] }, "each row names its own line and patient")
    #expect(numbers.map { $0[0] } == numbers.map { $0[0] }.sorted())
  }

  @Test func `refused lines go into a file, stay in their place, or go to standard error`() {
    let folder = CohortFolder()
    folder.scratch.write("in", "\(Self.stop)\n\(Self.wrong)\n{}\n")
    let apart = folder.cohort("in", ["--rejects", "\(folder.path)/rejects"])
    #expect(apart.code == 65)
    #expect(apart.output.split(separator: "\n").count == 2)
    #expect(
      apart.error == "plumbline: 1 line was refused, 2 answered; see \(folder.path)/rejects\n\(notRecorded)")
    let rejected =
      #"{"line":2,"rejected":[{"column":31,"path":"pain.intensity","reason":"a number out of range; it must be a whole number from 0 to 10"}]}"#
    #expect(folder.text("rejects") == rejected + "\n")
    let inPlace = folder.cohort("in", ["--rejects", "-"])
    #expect(inPlace.code == 65)
    #expect(inPlace.output.split(separator: "\n").map(String.init)[1] == rejected)
    #expect(
      inPlace.error == "plumbline: 1 line was refused, 2 answered; they are among the rows\n\(notRecorded)")
    let reported = folder.cohort("in")
    #expect(reported.code == 65)
    #expect(
      reported.error
        == "plumbline: refused: \(rejected)\nplumbline: 1 line was refused, 2 answered\n\(notRecorded)")
    #expect(reported.output == apart.output)
    let many = folder.cohort("-", input: String(repeating: "no\n", count: 30))
    #expect(many.error.split(separator: "\n").count == 22)
    #expect(
      many.error.hasSuffix(
        "30 lines were refused, 0 answered; --rejects FILE lists all of them\n\(notRecorded)"))
  }

  @Test func `no value of a patient is reported on standard error unless it is asked for`() {
    let folder = CohortFolder()
    folder.scratch.write(
      "in", #"{"id":"Anna-1961","pain":{"intensity":4711},"Anna Secret":1,"notes":5}"# + "\nAnna-1961\n")
    let quiet = folder.cohort("in")
    #expect(quiet.code == 65)
    #expect(!(quiet.error + quiet.output).contains("Anna") && !quiet.error.contains("4711"), "\(quiet.error)")
    let loud = folder.cohort("in", ["--show-values"])
    #expect(loud.error.contains("(found 4711)"))
  }

  @Test func `rows are selected, and an impossible selection is reported with a hint`() {
    let folder = CohortFolder()
    folder.scratch.write("in", CohortFolder.mixed(60).replacing(#/.*"intensity":1\d\d\d.*\n/#, with: ""))
    let stops = folder.cohort("in", ["--select", "decision=stop,defer", "--select", "decision=stop"])
    #expect(stops.code == 0, "\(stops.error)")
    let rows = stops.output.split(separator: "\n")
    #expect(rows.count == 9 && rows.allSatisfy { $0.contains(#""decision":"stop""#) })
    let value = folder.cohort("in", ["--select", "decision=stopp"])
    #expect(value.code == 64)
    #expect(
      value.error
        == "plumbline: --select decision: unknown value 'stopp'; did you mean 'stop'?\n")
    let key = folder.cohort("in", ["--select", "colour=red"])
    #expect(key.code == 64)
    #expect(
      key.error.hasPrefix("plumbline: --select takes key=value, where key is one of decision, pairing,"))
    #expect(folder.cohort("in", ["--select", "rule="]).code == 64)
    #expect(value.output + key.output == "")
  }

  @Test func `gzip of several members is read, and damage ends with 66 after the rows before it`() {
    let folder = CohortFolder()
    folder.scratch.write("a", CohortFolder.mixed(40))
    folder.scratch.write("b", CohortFolder.mixed(700))
    let made = folder.script(
      "gzip -k a b; cat a.gz b.gz >two.gz; cat a b >two; head -c $(($(wc -c <b.gz) / 2)) b.gz >cut.gz")
    #expect(made.code == 0, "\(made.error)")
    let plain = folder.cohort("two", ["--rejects", "\(folder.path)/r1"])
    let zipped = folder.cohort("two.gz", ["--rejects", "\(folder.path)/r2"])
    #expect(zipped.code == 65 && zipped.output == plain.output)
    #expect(folder.bytes("r1") == folder.bytes("r2"))

    let whole = folder.cohort("b", ["--rejects", "-"])
    let cut = folder.cohort("cut.gz", ["--rejects", "-"])
    #expect(cut.code == 66)
    #expect(
      cut.error.hasSuffix(
        "plumbline: \(folder.path)/cut.gz: the gzip data is incomplete: the file was cut off\n"))
    #expect(cut.error.contains(#/\d+ answered before that; no summary is written/#), "\(cut.error)")
    #expect(whole.output.hasPrefix(cut.output))
    #expect(cut.output.split(separator: "\n").count > 50, "what came before is answered, and no half line")

    _ = folder.script(
      "head -c 100 a.gz >bad.gz; printf 'XXXXXXXXXXXXXXXXXXXXXXXXXXXX' >>bad.gz; tail -c +129 a.gz >>bad.gz")
    let damaged = folder.cohort("bad.gz")
    #expect(damaged.code == 66)
    #expect(
      damaged.error.contains("bad.gz: the gzip data is damaged: rows that were"), "\(damaged.error)")
    _ = folder.script("cat a.gz >tail.gz; printf 'trailing text' >>tail.gz")
    #expect(folder.cohort("tail.gz").code == 66)
  }

  @Test func `CSV is recognised by the file's name, gzip or not, or by an option`() {
    let folder = CohortFolder()
    folder.scratch.write("in.csv", "id,red_flags.cauda_equina\r\nS,true\r\n,\r\n")
    folder.scratch.write("same", "{\"id\":\"S\",\"red_flags\":{\"cauda_equina\":true}}\n{}\n")
    let byName = folder.cohort("in.csv")
    #expect(byName.code == 0, "\(byName.error)")
    let rows = folder.cohort("same").output.replacing("\"line\":2,", with: "\"line\":3,").replacing(
      "\"line\":1,", with: "\"line\":2,")
    #expect(byName.output == rows)
    _ = folder.script("gzip -k in.csv; cp in.csv plain")
    #expect(folder.cohort("in.csv.gz").output == rows)
    #expect(folder.cohort("plain", ["--input", "csv"]).output == rows)
    #expect(folder.cohort("plain").code == 65)
    let csv = folder.cohort("in.csv", ["--format", "csv"])
    #expect(csv.output.hasPrefix("line,profile,decision,primary,"))
    #expect(csv.output.contains("\r\n2,S,stop,"))
    folder.scratch.write("bad.csv", "id,red_flags.cauda_equin\na,true\n")
    let bad = folder.cohort("bad.csv")
    #expect(bad.code == 65 && bad.output == "")
    #expect(bad.error.contains("did you mean 'red_flags.cauda_equina'?"))
  }

  @Test func `standard input, no input, and a missing input`() {
    let folder = CohortFolder()
    let one = folder.cohort("-", input: Self.stop)
    #expect(one.code == 0 && one.output.contains(#""decision":"stop""#))
    for empty in ["", "\n\n \n"] {
      let none = folder.cohort("-", input: empty)
      #expect(none.code == 0 && none.output == "" && none.error == notRecorded)
    }
    #expect(folder.cohort("nowhere").code == 66)
    #expect(folder.cohort("-", ["--jobs", "0"]).code == 64)
    #expect(folder.cohort("-", ["--resume"]).code == 64)
    let csv = folder.cohort("-", ["--input", "csv"])
    #expect(csv.code == 65, "no header row: \(csv.output)")
  }

  @Test func `rows that cannot be written end with 74, or 73 if the file cannot be created`() {
    let folder = CohortFolder()
    folder.scratch.write("in", CohortFolder.mixed(50))
    let full = folder.cohort("in", ["--output", "/dev/full"])
    #expect(full.code == 74)
    #expect(full.error.contains("cannot write /dev/full: No space left on device"), "\(full.error)")
    #expect(folder.script("cohort in >/dev/full").code == 74)
    #expect(folder.cohort("in", ["--output", "\(folder.path)/no/where"]).code == 73)
    #expect(folder.cohort("in", ["--rejects", "/dev/full"]).code == 74)
    #expect(folder.script("cohort in | head -n 1; true").code == 0)
  }

  @Test func `summaries of parts add up to that of the whole`() throws {
    let folder = CohortFolder()
    let text = CohortFolder.mixed(300)
    folder.scratch.write("whole", text)
    _ = folder.script("head -n 120 whole >a; tail -n +121 whole >b")
    for name in ["whole", "a", "b"] {
      #expect(
        folder.cohort(name, ["--summary", "\(folder.path)/\(name).json", "--output", "/dev/null"]).code == 65)
    }
    let merged = folder.script("cohort --merge a.json b.json --summary m.json")
    #expect(merged.code == 65, "some lines were refused")
    #expect(merged.output == folder.text("whole.json"))
    #expect(folder.text("m.json") == folder.text("whole.json"))
    let words = folder.cohort("whole", ["--format", "summary", "--plain", "--rejects", "/dev/null"])
    #expect(
      words.output.hasPrefix(
        "294 patients answered\n3 lines refused: they are not counted below\n\nDecision\n"), "\(words.output)"
    )
    #expect(words.output == folder.script("cohort --merge --plain --format summary a.json b.json").output)
    folder.scratch.write("other.json", folder.text("a.json").replacing("sha256:", with: "sha256:0"))
    let other = folder.script("cohort --merge a.json other.json")
    #expect(other.code == 65)
    #expect(other.error.contains("other.json: it is for another guideline (sha256:0"))
    #expect(folder.script("cohort --merge whole").code == 65)
  }

  @Test func `no output overwrites an input, and no two outputs share a file`() {
    let folder = CohortFolder()
    let text = CohortFolder.mixed(5)
    folder.scratch.write("in", text)
    let file = "\(folder.path)/in"
    for option in ["--output", "--rejects", "--summary"] {
      let result = folder.cohort("in", [option, file])
      #expect(result.code == 73, "\(option)")
      #expect(result.error.contains("is an input file; write to another file"), "\(result.error)")
    }
    #expect(folder.text("in") == text, "it is unchanged")
    let both = folder.cohort("in", ["--output", "\(folder.path)/one", "--summary", "\(folder.path)/one"])
    #expect(both.code == 64)
    #expect(both.error.contains("need different files"), "\(both.error)")
    _ = folder.script("ln -s one link; touch st")
    for options in [
      "--output one --rejects ./one", "--output one --rejects link", "--output new --summary ./new",
      "--output one --rejects one.resume", "--rejects st >st",
      "--output ../$(basename $PWD)/new --summary new",
    ] {
      let result = folder.script("cohort in \(options)")
      #expect(result.code == 64, "\(options): \(result.error)")
      #expect(result.error.contains("need different files"), "\(options): \(result.error)")
    }
    #expect(folder.script("cp in one.resume; cohort one.resume --output one").code == 73)
    #expect(folder.text("one.resume") == text, "the input is not mistaken for the file of an interrupted run")
    #expect(folder.script("cohort in --output /dev/null --rejects /dev/null").code == 0)
    let late = folder.script("cohort in --summary nowhere/s")
    #expect(late.code == 73 && late.output.isEmpty, "reported before anything is answered: \(late.error)")
    #expect(folder.cohort("in", ["--format", "csv", "--rejects", "-"]).code == 64)
  }
}
