internal import PlumblineGuideline

/// Every declaration of a guideline, as fields that are compared with another's: those that act, those that read, and words.
struct DeclarationList {
  struct Field {
    enum Role {
      /// An answer can depend on it.
      case acting
      /// It decides as which values a profile or a FHIR record is read, and nothing after that.
      case reading
      /// Words and figures.
      case words
    }

    var name: String
    var role: Role
    var value: AnyHashable
  }

  struct Entry {
    var place: Place
    /// The same fields, in the same order, for every declaration of a kind.
    var fields: [Field]
  }

  private(set) var entries: [DeclarationKey: Entry] = [:]

  /// - Parameters:
  ///   - side: the guideline over the shared vocabulary, so that conditions can be compared.
  ///   - original: the guideline as it was loaded, for its words.
  init(_ side: AlignedGuidelines.Side, _ original: Guideline, _ places: [Fact.Index], _ merged: Vocabulary) {
    addRules(side.guideline)
    addGates(side.guideline)
    addPairings(side.guideline, original)
    addOptions(side.guideline)
    addEvidence(side.guideline)
    addFacts(side, original, places, merged)
    addOthers(side.guideline, original)
  }

  private mutating func add(
    _ kind: DeclarationKey.Kind, _ name: String, _ place: Place,
    acting: KeyValuePairs<String, AnyHashable> = [:],
    reading: KeyValuePairs<String, AnyHashable> = [:], words: KeyValuePairs<String, AnyHashable>
  ) {
    func fields(_ values: KeyValuePairs<String, AnyHashable>, _ role: Field.Role) -> [Field] {
      values.map { Field(name: $0.key, role: role, value: $0.value) }
    }
    entries[.init(kind, name)] = Entry(
      place: place, fields: fields(acting, .acting) + fields(reading, .reading) + fields(words, .words))
  }

  private mutating func addRules(_ guideline: Guideline) {
    for rule in guideline.rules + (guideline.otherwise.map { [$0] } ?? []) {
      add(
        .rule, rule.id, rule.place,
        acting: [
          "when": rule.when?.withoutPlaces, "recommend": rule.recommends, "slot or role": rule.role,
          "strength": rule.strength, "claims": Set(rule.claims), "parts": rule.parts,
        ],
        words: [
          "title": rule.title, "because": rule.because, "sources": rule.sources, "note": rule.note,
          "situation": rule.situation, "order of claims": rule.claims,
        ])
    }
    for veto in guideline.vetoes {
      add(
        .adviseAgainst, veto.id, veto.place,
        acting: ["when": veto.when.withoutPlaces, "against": veto.part, "word": veto.effect],
        words: [
          "title": veto.title, "because": veto.because, "action": veto.action, "sources": veto.sources,
          "if_unknown_because": veto.ifUnknown, "for_patient": veto.forPatient,
        ])
    }
    for conflict in guideline.conflicts {
      add(
        .conflict, conflict.id, conflict.place, acting: ["when": conflict.when.withoutPlaces],
        words: ["title": conflict.title, "because": conflict.because, "sources": conflict.sources])
    }
  }

  private mutating func addGates(_ guideline: Guideline) {
    for gate in guideline.stops + guideline.gates {
      var kind = gate.kind
      if case .needData(let stage, let anyOf) = kind { kind = .needData(stage, anyOf: anyOf.sorted()) }
      add(
        .gate, gate.id, gate.place,
        acting: [
          "when": gate.when?.withoutPlaces, "kind, urgency, stage or any_of": kind,
          "if_unknown": gate.asksWhenUnknown != nil, "settles": gate.settles,
          "questions": gate.questions.map { [$0.fact, $0.after] as [AnyHashable?] },
        ],
        words: [
          "title": gate.title, "because": gate.because, "action": gate.action, "sources": gate.sources,
          "if_unknown_because": gate.asksWhenUnknown, "questions": gate.questions.map(\.says),
          "settled": gate.settledSays, "signs": gate.signs, "for_patient": gate.forPatient,
        ])
    }
  }

  private mutating func addPairings(_ guideline: Guideline, _ original: Guideline) {
    for pairing in guideline.pairings.values {
      let own = original.pairings[pairing.name] ?? pairing
      add(
        .pairing, pairing.name.description, pairing.place,
        acting: [
          "cautions": Set(
            pairing.cautions.map {
              [$0.says, $0.when?.withoutPlaces, $0.hidesWhenUnknown, $0.isAlways] as [AnyHashable]
            }),
          "contraindications": Set(pairing.contraindications.map(\.when.withoutPlaces)),
        ],
        words: [
          "title": own.title, "what": own.what, "cautions": own.cautions.map(\.says),
          "where cautions stand": own.cautions.map { [$0.says: $0.placement] },
          "contraindications": own.contraindications.map(\.because), "for_patient": own.forPatient,
          "sources": own.sources, "delivery": own.delivery, "reasons of parts": own.rationale,
          "actions": own.actions,
        ])
    }
  }

  private mutating func addOptions(_ guideline: Guideline) {
    for option in guideline.options {
      add(
        .option, option.name, option.place, acting: ["if_matched": option.isShownIfMatched],
        words: [
          "title": option.title, "pairings": option.pairings, "evidence": option.evidence,
          "tempered_by": option.temperedBy, "burden": option.burden, "for_patient": option.forPatient,
          "note": option.note, "sources": option.sources,
        ])
    }
  }

  private mutating func addEvidence(_ guideline: Guideline) {
    for item in guideline.evidence.values {
      add(
        .evidence, item.name, item.place,
        acting: [
          "certainty": item.certainty, "certainty_seen": item.certaintySeen != nil,
          "population": item.population.map { [$0.when.withoutPlaces, $0.asksWhenUnknown] as [AnyHashable] },
        ],
        words: [
          "certainty_seen": item.certaintySeen,
          "population": item.population.map { [$0.says, $0.differs, $0.forPatient] },
          "effect": item.effect, "finding": item.finding, "intervention": item.intervention,
          "comparator": item.comparator,
          "note": item.note,
        ])
    }
  }

  private mutating func addFacts(
    _ side: AlignedGuidelines.Side, _ original: Guideline, _ places: [Fact.Index], _ merged: Vocabulary
  ) {
    for (index, fact) in original.vocabulary.facts.enumerated() {
      let law = side.laws.first { $0.kind == .onlyWhen && $0.fact == places[index] }?.holds.withoutPlaces
      var kind = fact.kind
      if case .code(let codes) = kind { kind = .code(codes.sorted()) }
      add(
        .fact, fact.name, fact.place,
        acting: [
          "type or range": kind, "date": fact.isDate, "only_when": law,
          "compute": merged[places[index]].computation,
        ],
        reading: [
          "also_written": fact.alsoWritten, "unit": fact.unit,
          "converts": Set(fact.conversions.map(\.arithmetic)),
          "fhir": fact.fhir?.withoutWords,
        ],
        words: [
          "reasons of converts": fact.conversions.map { [$0.because, $0.source] }, "label": fact.label,
          "question": fact.question, "labels": fact.labels,
          "coding": fact.codings,
          "display in fhir": fact.fhir?.codes.map { [$0.display, "\($0.confirmed)"] },
          "note": fact.note, "sources": fact.sources,
          "goal_outcomes": fact.goalOutcomes,
          "order of codes": fact.kind,
        ])
    }
    for constraint in original.vocabulary.constraints {
      let key = DeclarationKey(.constraint, constraint.name)
      add(
        .constraint, constraint.name, constraint.place,
        acting: ["holds": side.laws.first { $0.key == key }?.holds.withoutPlaces],
        words: ["because": constraint.because])
    }
  }

  private mutating func addOthers(_ guideline: Guideline, _ original: Guideline) {
    for instrument in original.vocabulary.instruments.values {
      add(
        .instrument, instrument.name, instrument.place,
        reading: [
          "items": instrument.itemCount, "range": instrument.ranges, "reverse": instrument.reversed,
          "positive_from": instrument.positiveFrom, "answered_at_least": instrument.enough,
          "scores": Set(
            instrument.scales.map {
              [original.vocabulary[$0.fact].name, $0.items.sorted(), $0.unit] as [AnyHashable]
            }), "fhir": instrument.fhir?.withoutWords,
        ],
        words: [
          "title": instrument.title, "better": instrument.higherIsBetter,
          "items_may_be_shown": instrument.itemsMayBeShown, "licence": instrument.licence,
          "citation": instrument.citation, "note": instrument.note, "text": instrument.text,
          "display in fhir": instrument.fhir?.codes.map { [$0.display, "\($0.confirmed)"] },
        ])
    }
    for series in original.vocabulary.series.values {
      add(
        .series, series.name, series.place,
        reading: [
          "range": [series.low, series.high],
          "what is taken": Set(
            series.reductions.map {
              [
                original.vocabulary[$0.fact].name, $0.taking, $0.withinDays, $0.last, $0.value,
              ] as [AnyHashable]
            }), "unit": series.unit, "converts": Set(series.conversions.map(\.arithmetic)),
        ],
        words: [
          "label": series.label, "question": series.question,
          "reasons of converts": series.conversions.map { [$0.because, $0.source] },
        ])
    }
    let domain = original.domain
    add(
      .domain, domain.name, domain.place,
      acting: [
        "base": domain.base, "parts": domain.leadingParts, "stages": domain.stages,
        "outcomes": domain.outcomes, "timepoints": domain.timepoints, "goal": domain.goal,
      ],
      words: [
        "title": domain.title, "stages": domain.stages.map(\.words), "outcomes": domain.outcomes.map(\.words),
        "timepoints": domain.timepoints.map { [$0.words, $0.forPatient, $0.from] as [AnyHashable?] },
        "for_patient": domain.outcomes.map(\.forPatient), "options": domain.options,
        "reassess": domain.reassess,
        "promises": domain.outcomes.map(\.promises), "flags": domain.stops.flags,
        "may_ask": domain.stops.mayAsk, "order": domain.order, "disclaimer": domain.disclaimer,
      ])
    for source in original.sources.values {
      add(
        .source, source.name, source.place,
        words: ["citation": source.citation, "doi": source.doi, "url": source.url, "note": source.note])
    }
    for pack in original.packs {
      add(
        .pack, pack.id, pack.place,
        words: [
          "title": pack.title, "purpose": pack.purpose, "authors": pack.authors,
          "review_by": pack.reviewBy?.description, "requires": pack.requires, "engine": pack.engine,
          "attributes": pack.attributes,
        ])
    }
    if let site = original.site {
      add(
        .site, site.name, site.place,
        words: [
          "country": site.country, "contacts": site.contacts, "reviewed_by": site.reviewedBy,
          "reviewed_on": site.reviewedOn?.description,
        ])
    }
    for adaptation in guideline.adaptations {
      // The effect of an adaptation is reported for the adapted comparison.
      add(
        .adapt, adaptation.id, adaptation.place,
        words: [
          "fact": adaptation.fact, "from": adaptation.from, "to": adaptation.to, "reason": adaptation.reason,
          "approved_by": adaptation.approvedBy, "approved_on": adaptation.approvedOn.description,
        ])
    }
  }
}
