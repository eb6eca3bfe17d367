public import PlumblineJSON

extension RecordStatistics {
  /// The figures as data, most frequent first; rates and bounds to four decimal places.
  public var json: JSONValue {
    [
      "decisions": .number(decisions), "erased": .number(erased),
      "overridden": proportion(Proportion(overridden, of: decisions)),
      "amended": proportion(Proportion(amended, of: decisions)),
      "erased_overrides": .number(erasedOverrides),
      "overridden_with_erased": overriddenWithErased.map {
        ["at_least": proportion($0.low), "at_most": proportion($0.high)]
      } ?? .null,
      "over_time": .array(
        overTime.map { period, firing in
          [
            "period": .string(period),
            "overridden": proportion(Proportion(firing.overridden, of: firing.fired)),
          ]
        }),
      "by_decision": counts(byDecision, "decision"), "by_pairing": counts(byPairing, "pairing"),
      "by_certainty": counts(byCertainty, "certainty"), "by_reason": counts(byReason, "reason_code"),
      "by_outcome": counts(byOutcome, "outcome"),
      "rules": .array(
        rules.byFrequency.map { id, rule in
          [
            "rule": .string(id), "fired": proportion(Proportion(rule.fired, of: decisions)),
            "undecided": proportion(Proportion(rule.undecided, of: decisions)),
            "wanting": counts(rule.wanting, "fact"),
            "overridden": proportion(Proportion(rule.overridden, of: rule.fired)),
            "by_version": .array(
              rule.byVersion.sorted { $0.key < $1.key }.map { version, firing in
                [
                  "version": .string(version), "fired": .number(firing.fired),
                  "overridden": proportion(Proportion(firing.overridden, of: firing.fired)),
                ]
              }),
          ]
        }),
    ]
  }

  private func counts(_ counts: [String: Int], _ name: String) -> JSONValue {
    .array(
      counts.byFrequency.map {
        .object([JSONMember(name, .string($0.name)), JSONMember("count", .number($0.count))])
      })
  }

  private func proportion(_ proportion: Proportion) -> JSONValue {
    [
      "count": .number(proportion.count), "of": .number(proportion.total), "rate": places(proportion.rate),
      "ci_low": places(proportion.interval?.low), "ci_high": places(proportion.interval?.high),
    ]
  }

  private func places(_ rate: Double?) -> JSONValue {
    let number = rate.flatMap { ExactNumber(unscaled: Int128(($0 * 10_000).rounded()), scale: 4) }
    return number.map { .number($0) } ?? .null
  }
}
