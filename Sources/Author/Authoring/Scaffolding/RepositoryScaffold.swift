public import PlumblineGuideline

/// A repository for a pack to begin from: the pack with a promise to prove, and what checks every change to it.
///
/// The pack loads, checks, tests and proves clean beside the packs in force, and every invented part of it says EXAMPLE.
public enum RepositoryScaffold {
  /// The pack's folder in that of the repository.
  public static func pack(_ name: AuthoredName) -> String { "packs/\(name)" }

  /// The files of a new repository.
  ///
  /// - Parameters:
  ///   - inForce: as for ``PackScaffold``.
  ///   - today: the day in the manifest and in the example's citation.
  public static func files(_ name: AuthoredName, inForce: [PackFolder], today: Day) throws -> [NewFile] {
    let promise = NewFile(
      name: "properties.lua", text: property(name), says: "what is promised for every patient")
    let files = try PackScaffold.files(name, inForce: inForce, isWhole: true, today: today) + [promise]
    return [
      NewFile(name: "README.md", text: readme(name), says: "how to work on it"),
      NewFile(name: ".pre-commit-config.yaml", text: hooks(name), says: "what is checked before a commit"),
      NewFile(name: ".github/workflows/packs.yml", text: workflow(name), says: "what every change must pass"),
    ]
      + files.map { NewFile(name: "\(pack(name))/\($0.name)", text: $0.text, says: $0.says) }
  }

  private static func property(_ name: AuthoredName) -> String {
    """
    -- What is promised for every patient, whatever else is known or not. `plumbline prove` proves it, or shows a patient.

    property "EXAMPLE: a low score is never the reason for \(name)" {
      given = \(name.group).example_score :below(5),
      never = { offers = "\(name)" },
    }

    """
  }

  private static func hooks(_ name: AuthoredName) -> String {
    let hooks = [
      ("check", "check \(pack(name)) --strict"), ("test", "test \(pack(name))"),
    ].map { id, command in
      """
            - id: plumbline-\(id)
              name: plumbline \(id)
              entry: plumbline \(command)
              language: system
              files: ^packs/
              pass_filenames: false

      """
    }
    return """
      # What is checked before a commit (https://pre-commit.com): pre-commit install
      repos:
        - repo: local
          hooks:

      """ + hooks.joined()
  }

  private static func workflow(_ name: AuthoredName) -> String {
    """
    # What every change must pass. README.md says how to run the same on your own machine.
    name: packs
    on:
      push: { branches: [main] }
      pull_request:
    permissions: { contents: read, pull-requests: write }
    jobs:
      packs:
        runs-on: ubuntu-latest
        timeout-minutes: 20
        steps:
          - uses: actions/checkout@v4
            with: { fetch-depth: 0 }
          # Two variables of the repository: where plumbline-VERSION-linux-x86_64.tar.gz is, and its digest in SHA256SUMS.
          - name: install plumbline
            env:
              ARCHIVE: ${{ vars.PLUMBLINE_ARCHIVE }}
              DIGEST: ${{ vars.PLUMBLINE_SHA256 }}
            run: |
              curl -fsSL "$ARCHIVE" -o "$RUNNER_TEMP/plumbline.tar.gz"
              echo "$DIGEST  $RUNNER_TEMP/plumbline.tar.gz" | sha256sum -c
              mkdir .plumbline
              tar -xzf "$RUNNER_TEMP/plumbline.tar.gz" -C .plumbline --strip-components=1
          # Checks, tests and proves; for a pull request it keeps one comment that says whose answers change, and which version follows.
          - uses: ./.plumbline/share/plumbline/action
            with: { packs: \(pack(name)) }

    """
  }

  private static func readme(_ name: AuthoredName) -> String {
    """
    # \(name)

    A pack of rules for Plumbline, begun with `plumbline new repository`. Every line that says EXAMPLE is invented:
    `grep -rn EXAMPLE \(pack(name))` lists what is left to replace. Until then the pack advises no patient.

    | file | is |
    |---|---|
    | `\(pack(name))/pack.lua` | the manifest: for whom, by whom, what it requires |
    | `\(pack(name))/facts.lua` | what can be known about a patient, beyond the shared vocabulary |
    | `\(pack(name))/pairings.lua` | what is recommended |
    | `\(pack(name))/rules/` | the rules, each with its evidence and source |
    | `\(pack(name))/tests/` | their tests, on both sides of each cut-off |
    | `\(pack(name))/properties.lua` | what is promised for every patient |
    | `.pre-commit-config.yaml` | what is checked before a commit |
    | `packs.yml` in `.github/workflows` | what every change must pass |

    ## While you work

    ```sh
    plumbline check \(pack(name)) --strict
    plumbline test \(pack(name)) --coverage --mutate
    plumbline prove \(pack(name))
    ```

    What the pack requires but this repository does not hold comes from the packs that are installed with Plumbline. `prove` needs
    Z3 (Debian: `apt install z3`). `plumbline new rule`, `plumbline new test` and `plumbline new definitions` add to the pack.

    ## Once

    - `pre-commit install` runs `check` and `test` before each commit.
    - The workflow needs two variables of the repository: `PLUMBLINE_ARCHIVE`, the address of
      `plumbline-VERSION-linux-x86_64.tar.gz`, and `PLUMBLINE_SHA256`, its digest in `SHA256SUMS`. A pull request gets one comment:
      whose answers change, why, at which line, what is proved. It fails if the version in `pack.lua` says less than that.

    ## To hand it out

    ```sh
    plumbline packs key site.key --name example.org/packs > site.pub
    plumbline packs build \(pack(name)) --output \(name).pack
    plumbline packs sign \(name).pack --key site.key
    ```

    Keep `site.key` out of this repository. Who installs the pack names `site.pub`: `plumbline packs install \(name).pack --key site.pub`.

    """
  }
}
