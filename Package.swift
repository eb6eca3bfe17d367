// swift-tools-version: 6.2
import PackageDescription

// Modules stand in folders by whom they serve. Documentation/Start-here.md draws them, with what each may import;
// `.ci/boundaries` holds this file and every import to that table.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// `PlumblineEngine` in `Sources/Core/Engine`: a prefix, so that no name meets another in anybody's package graph.
func module(_ group: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: "Plumbline\(name)", dependencies: dependencies, path: "Sources/\(group)/\(name)",
    swiftSettings: strict)
}

func cModule(_ group: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: "CPlumbline\(name)", dependencies: dependencies, path: "Sources/\(group)/\(name)")
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: dependencies + [support])
}

let sandbox: Target.Dependency = "CPlumblineSandbox"
let planes: Target.Dependency = "CPlumblinePlanes"
let json: Target.Dependency = "PlumblineJSON"
let crypto: Target.Dependency = "PlumblineCryptography"
let text: Target.Dependency = "PlumblineText"
let guideline: Target.Dependency = "PlumblineGuideline"
let engine: Target.Dependency = "PlumblineEngine"
let interchange: Target.Dependency = "PlumblineInterchange"
let presentation: Target.Dependency = "PlumblinePresentation"
let interview: Target.Dependency = "PlumblineInterview"
let fhir: Target.Dependency = "PlumblineFHIR"
let cohort: Target.Dependency = "PlumblineCohort"
let workbench: Target.Dependency = "PlumblineWorkbench"
let checker: Target.Dependency = "PlumblineChecker"
let authoring: Target.Dependency = "PlumblineAuthoring"
let difference: Target.Dependency = "PlumblineDifference"
let prover: Target.Dependency = "PlumblineProver"
let book: Target.Dependency = "PlumblineBook"
let languageServer: Target.Dependency = "PlumblineLanguageServer"
let packaging: Target.Dependency = "PlumblinePackaging"
let schema: Target.Dependency = "PlumblineSchema"
let transparency: Target.Dependency = "PlumblineTransparency"
let sqlite: Target.Dependency = "PlumblineSQLite"
let ledger: Target.Dependency = "PlumblineLedger"
let audit: Target.Dependency = "PlumblineAudit"
let support: Target.Dependency = "PlumblineTestSupport"
let core: [Target.Dependency] = [engine, guideline, json]

let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "plumbline",
  products: [
    .executable(name: "plumbline", targets: ["PlumblineCommand"]),
    .library(name: "Plumbline", targets: ["Plumbline"]),
    // What the service in Service/ is made of.
    .library(
      name: "PlumblineParts",
      targets: [
        "CPlumblineProcess", "Plumbline", "PlumblineAudit", "PlumblineAuthoring", "PlumblineBook",
        "PlumblineCohort", "PlumblineCryptography", "PlumblineDifference", "PlumblineEngine", "PlumblineFHIR",
        "PlumblineGuideline", "PlumblineInterchange", "PlumblineInterview", "PlumblineJSON",
        "PlumblineLedger",
        "PlumblinePresentation", "PlumblineSchema", "PlumblineText", "PlumblineTransparency",
        "PlumblineWorkbench",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    // Core: what every answer needs.
    .systemLibrary(
      name: "CPlumblineLua", path: "Sources/Core/Lua", pkgConfig: "lua5.4",
      providers: [.apt(["liblua5.4-dev"])]),
    cModule("Core", "Sandbox", ["CPlumblineLua"]),
    cModule("Core", "Planes"),
    module("Core", "JSON"),
    module("Core", "Text", [json]),
    // No pkgConfig, nor for SQLite and zlib: Debian's would lead the linker to the shared library before the Makefile's archive.
    .systemLibrary(
      name: "CPlumblineOpenSSL", path: "Sources/Core/OpenSSL", providers: [.apt(["libssl-dev"])]),
    module("Core", "Cryptography", ["CPlumblineOpenSSL"]),
    module("Core", "Guideline", [sandbox, json, crypto, text]),
    module("Core", "Engine", [planes, guideline, json, text]),
    module("Core", "Interchange", core + [text]),
    .target(
      name: "Plumbline", dependencies: core + [interchange, text], path: "Sources/Core/Plumbline",
      swiftSettings: strict),

    // Clinic: what a clinician sees, answers and runs over a caseload.
    module("Clinic", "Presentation", core + [text]),
    module("Clinic", "Interview", [engine, guideline, text]),
    module("Clinic", "FHIR", core + [crypto, interchange, presentation, text]),
    module("Clinic", "Cohort", core + [fhir, interchange, text]),

    // Author: what the author of a guideline writes with.
    module("Author", "Workbench", core + [interchange, text]),
    module("Author", "Checker", core + [text, workbench]),
    module("Author", "Authoring", core + [interchange, text, workbench]),
    module("Author", "Difference", core + [interchange, text, workbench]),
    module("Author", "Prover", core + [interchange, text, subprocess, system]),
    module("Author", "Book", core + [difference, presentation, text, workbench]),
    module("Author", "LanguageServer", core + [checker, workbench]),
    module("Author", "Packaging", [guideline, json, text, transparency, crypto]),
    module("Author", "Schema", core + [audit, checker, difference, interchange, ledger]),

    // Auditor: the record of every answer.
    cModule("Auditor", "Files"),
    .systemLibrary(
      name: "CPlumblineSQLite", path: "Sources/Auditor/SQLiteLibrary", providers: [.apt(["libsqlite3-dev"])]),
    module("Auditor", "SQLite", ["CPlumblineSQLite"]),
    module("Auditor", "Transparency", [crypto]),
    module("Auditor", "Ledger", ["CPlumblineFiles", guideline, json, sqlite, transparency, crypto]),
    module(
      "Auditor", "Audit", core + [fhir, interchange, ledger, presentation, text, transparency, crypto]),

    // Command: options, files, the clock and exit codes.
    .systemLibrary(
      name: "CPlumblineZlib", path: "Sources/Command/Zlib", providers: [.apt(["zlib1g-dev"])]),
    cModule("Command", "Process"),
    .executableTarget(
      name: "PlumblineCommand",
      dependencies: core + [
        "CPlumblineProcess", "CPlumblineZlib", "Plumbline", fhir, interchange, interview, cohort, workbench,
        checker,
        authoring, difference, prover, book, languageServer, packaging, presentation, schema, text,
        transparency,
        ledger,
        audit,
        argumentParser, subprocess, system,
      ],
      path: "Sources/Command/plumbline", swiftSettings: strict),

    // What the tests and benchmarks share.
    .target(
      name: "PlumblineTestSupport", dependencies: core + [interchange], path: "Tests/Support",
      swiftSettings: strict),
    .target(
      name: "CPlumblineFaultyStorage", path: "Tests/FaultyStorage",
      linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "agreement", dependencies: core + [cohort, interchange, support], path: "Tests/Agreement",
      swiftSettings: strict),
    .executableTarget(
      name: "matching-benchmark", dependencies: core + [cohort, interchange, crypto],
      path: "Tests/Benchmark/Plumbline", swiftSettings: strict),
    .executableTarget(
      name: "ledger-benchmark", dependencies: [json, ledger, sqlite], path: "Tests/Benchmark/Ledger",
      swiftSettings: strict),

    tests("JSON", [json]),
    tests("Text", [json, text]),
    tests("Cryptography", [crypto]),
    tests("Guideline", [sandbox, guideline, json]),
    tests("Engine", core),
    tests("Plumbline", ["Plumbline"]),
    tests("Interchange", core + [interchange, presentation, text]),
    tests("Presentation", core + [interchange, presentation, text]),
    tests("Checker", core + [checker, workbench]),
    tests("Workbench", core + [interchange, workbench]),
    tests("Authoring", core + [authoring, interchange, workbench]),
    tests("Interview", core + [interchange, interview]),
    tests("LanguageServer", [guideline, json, languageServer]),
    tests("Difference", core + [difference, interchange, workbench]),
    tests("Prover", core + [prover]),
    tests("Book", core + [book, difference, workbench]),
    tests("FHIR", core + [fhir, interchange, presentation]),
    tests("Cohort", core + [planes, cohort, interchange]),
    tests("Transparency", [crypto, transparency]),
    tests("SQLite", ["CPlumblineSQLite", sqlite]),
    tests("Ledger", [crypto, guideline, json, ledger, sqlite, transparency]),
    tests("StorageLayer", ["CPlumblineFaultyStorage", json, ledger]),
    tests("Audit", core + [audit, checker, interchange, ledger, transparency]),
    tests("Packaging", [guideline, packaging, transparency]),
    tests("Schema", core + [interchange, schema]),
    tests("Command", ["CPlumblineProcess", guideline, json, ledger, packaging, transparency]),
  ],
  swiftLanguageModes: [.v6]
)
