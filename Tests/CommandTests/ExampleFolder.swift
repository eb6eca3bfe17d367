import PlumblineTestSupport

/// The folder in which the examples of the help are run: this repository's packs and examples, the ledger of the invented clinic,
/// and the files that examples name.
struct ExampleFolder: ~Copyable {
  private let scratch = Scratch()
  /// What was said when it could not be made; empty if it was.
  let error: String

  init() {
    let result = Command.run("/bin/sh", ["-c", "set -e\ncd '\(scratch.path)'\n\(Self.making)"], seconds: 300)
    error = result.code == 0 ? "" : "\(result.code): \(result.error)"
    let authority = TestAuthority()
    scratch.write("first/r", authority.answer(Command.bytes("\(scratch.path)/first/q")))
    scratch.write("first/ca.pem", Command.bytes(authority.certificates))
  }

  private static let making = #"""
    mkdir bin first first/home
    cp '\#(Command.plumbline)' bin/plumbline
    printf '#!/bin/sh\necho "$@"\n' > bin/plumbline-serve
    chmod +x bin/plumbline-serve
    export PATH="$PWD/bin:$PATH" PLUMBLINE_RULES="$PWD/first/Rules" HOME="$PWD/first/home"
    cd first
    cp -R '\#(Shipped.rules)' Rules
    cp -R '\#(Shipped.examples)' Examples
    bash Examples/ledger/make.sh plumbline clinic
    cp clinic/ward.sqlite* .
    cp -R Rules site
    git init -q -b main
    git add Rules
    git -c user.name=Example -c user.email=example@example.org commit -q -m Rules
    plumbline new pack sleep
    plumbline new domain copd
    plumbline packs key site.key --name example.org/packs > site.pub
    for pack in Rules/*/; do
      archive=$(basename "$pack").pack
      plumbline packs build "$pack" --output "$archive"
      plumbline packs sign "$archive" --key site.key
    done
    plumbline packs install *.pack --key site.pub --into installed
    mv red-flags.pack signed.pack
    rm [a-r]*.pack [t-z]*.pack
    plumbline packs build Rules/red-flags --output unsigned.pack
    plumbline audit checkpoint --ledger clinic/ledger.sqlite > c
    plumbline audit timestamp c --request q --ledger clinic/ledger.sqlite
    key=$(plumbline packs key adams.key --name clinic.example/dr-adams)
    echo '{"outside":"mark","people":[{"id":"dr-adams","role":"physiotherapist","key":"'$key'"}]}' > people.json
    """#

  /// Runs lines of a shell, one after the other, in one copy of the folder.
  func run(_ lines: [String]) -> [Command.Result] {
    let place = "\(scratch.path)/now"
    _ = Command.run("/bin/cp", ["-R", "\(scratch.path)/first", place])
    defer { _ = Command.run("/bin/rm", ["-r", place]) }
    let setting =
      "export PATH='\(scratch.path)/bin':\"$PATH\" HOME='\(place)/home' PLUMBLINE_RULES='\(place)/Rules' "
      + "PLUMBLINE_LEDGER='\(place)/clinic/ledger.sqlite' PLUMBLINE_PEOPLE='\(place)/people.json'\n"
    return lines.map { Command.run("/bin/sh", ["-c", setting + $0], in: place, seconds: 300) }
  }
}
