// swift-tools-version: 6.2
import PackageDescription

// Data flows one way: Guideline ← Engine ← Interchange, Presentation, Workbench ← plumbline.
// JSON and CLuaSandbox know nothing of the rest. Documentation/Start-here.md draws the house.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "plumbline",
  products: [
    .executable(name: "plumbline", targets: ["plumbline"]),
    .library(
      name: "Plumbline", targets: ["JSON", "Guideline", "Engine", "Interchange", "Presentation", "Workbench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
  ],
  targets: [
    .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CProcess"),
    .target(name: "CLuaSandbox", dependencies: ["CLua"]),
    .target(name: "CFiles"),
    .target(name: "JSON", swiftSettings: strict),
    .target(
      name: "Guideline",
      dependencies: ["CLuaSandbox", "JSON", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(name: "CPlanes"),
    .target(name: "Engine", dependencies: ["CPlanes", "Guideline", "JSON"], swiftSettings: strict),
    .target(name: "Interchange", dependencies: ["Engine", "Guideline", "JSON"], swiftSettings: strict),
    .target(
      name: "LanguageServer",
      dependencies: ["Checker", "Engine", "Guideline", "JSON", "Workbench"], swiftSettings: strict),
    .target(
      name: "Cohort", dependencies: ["Engine", "Guideline", "Interchange", "JSON", "Presentation"],
      swiftSettings: strict),
    .target(name: "Interview", dependencies: ["Engine", "Guideline", "JSON"], swiftSettings: strict),
    .target(name: "Presentation", dependencies: ["Engine", "Guideline", "JSON"], swiftSettings: strict),
    .target(
      name: "Workbench", dependencies: ["Engine", "Guideline", "Interchange", "JSON"], swiftSettings: strict),
    .target(
      name: "Checker", dependencies: ["Engine", "Guideline", "JSON", "Presentation", "Workbench"],
      swiftSettings: strict),
    .target(
      name: "Authoring", dependencies: ["Engine", "Guideline", "Interchange", "JSON", "Workbench"],
      swiftSettings: strict),
    .target(
      name: "Difference", dependencies: ["Engine", "Guideline", "Interchange", "JSON", "Workbench"],
      swiftSettings: strict),
    .target(
      name: "Prover",
      dependencies: [
        "Engine", "Guideline", "JSON", .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict),
    .target(
      name: "Book",
      dependencies: ["Difference", "Engine", "Guideline", "JSON", "Presentation", "Workbench"],
      swiftSettings: strict),
    .target(
      name: "Transparency", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(
      name: "Ledger",
      dependencies: [
        "CFiles", "Guideline", "JSON", "Transparency", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "Packaging",
      dependencies: [
        "Guideline", "JSON", "Transparency", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "Audit",
      dependencies: [
        "Engine", "Guideline", "Interchange", "JSON", "Ledger", "Presentation", "Transparency", "Workbench",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "plumbline",
      dependencies: [
        "Audit", "Authoring", "Book", "CProcess", "CZlib", "Checker", "Cohort", "Difference", "Engine",
        "Guideline",
        "Interchange",
        "Interview",
        "JSON", "LanguageServer", "Ledger", "Packaging", "Presentation", "Prover",
        "Transparency",
        "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Engine", "Guideline", "Interchange", "JSON"],
      path: "Tests/Support",
      swiftSettings: strict),
    .executableTarget(
      name: "agreement", dependencies: ["Engine", "Guideline", "TestSupport"], path: "Tests/Agreement",
      swiftSettings: strict),
    .executableTarget(
      name: "matching-benchmark",
      dependencies: [
        "Cohort", "Engine", "Guideline", "Interchange", "JSON",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      path: "Tests/Benchmark/Plumbline", swiftSettings: strict),
    .executableTarget(
      name: "ledger-benchmark",
      dependencies: ["JSON", "Ledger", .product(name: "GRDB", package: "GRDB.swift")],
      path: "Tests/Benchmark/Ledger", swiftSettings: strict),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"]),
    .testTarget(name: "GuidelineTests", dependencies: ["CLuaSandbox", "Guideline", "JSON", "TestSupport"]),
    .testTarget(name: "EngineTests", dependencies: ["Engine", "Guideline", "JSON", "TestSupport"]),
    .testTarget(
      name: "AnswerTests",
      dependencies: [
        "Engine", "Guideline", "Interchange", "JSON", "Presentation", "TestSupport", "Workbench",
      ]),
    .testTarget(
      name: "ExplanationTests",
      dependencies: ["Engine", "Guideline", "Interchange", "JSON", "Presentation", "TestSupport"]),
    .testTarget(
      name: "CheckerTests",
      dependencies: ["Checker", "Engine", "Guideline", "JSON", "TestSupport", "Workbench"]),
    .testTarget(
      name: "WorkbenchTests", dependencies: ["Engine", "Guideline", "JSON", "TestSupport", "Workbench"]),
    .testTarget(
      name: "AuthoringTests",
      dependencies: ["Authoring", "Engine", "Guideline", "Interchange", "JSON", "TestSupport", "Workbench"]),
    .testTarget(
      name: "InterviewTests", dependencies: ["Engine", "Guideline", "Interview", "JSON", "TestSupport"]),
    .testTarget(
      name: "LanguageServerTests", dependencies: ["Guideline", "JSON", "LanguageServer", "TestSupport"]),
    .testTarget(
      name: "DifferenceTests",
      dependencies: ["Difference", "Engine", "Guideline", "Interchange", "JSON", "TestSupport", "Workbench"]),
    .testTarget(
      name: "ProverTests",
      dependencies: ["Engine", "Guideline", "JSON", "Prover", "TestSupport"]),
    .testTarget(
      name: "BookTests",
      dependencies: ["Book", "Difference", "Engine", "Guideline", "JSON", "TestSupport", "Workbench"]),
    .testTarget(
      name: "CohortTests",
      dependencies: ["CPlanes", "Cohort", "Engine", "Guideline", "Interchange", "JSON", "TestSupport"]),
    .testTarget(name: "TransparencyTests", dependencies: ["TestSupport", "Transparency"]),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "Guideline", "JSON", "Ledger", "TestSupport", "Transparency",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(
      name: "CFaultyStorage", path: "Tests/FaultyStorage", linkerSettings: [.linkedLibrary("sqlite3")]),
    .testTarget(
      name: "StorageLayerTests",
      dependencies: [
        "CFaultyStorage", "JSON", "Ledger", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "AuditTests",
      dependencies: [
        "Audit", "Checker", "Engine", "Guideline", "Interchange", "JSON", "Ledger", "TestSupport",
        "Transparency",
      ]),
    .testTarget(
      name: "PackagingTests", dependencies: ["Guideline", "Packaging", "TestSupport", "Transparency"]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["CProcess", "Guideline", "JSON", "Ledger", "Packaging", "TestSupport", "Transparency"]),
  ],
  swiftLanguageModes: [.v6]
)
