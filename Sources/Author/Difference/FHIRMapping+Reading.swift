internal import PlumblineGuideline

extension FHIRMapping {
  /// The mapping without what is only shown: how a code is called, and whether it was seen at a source.
  var withoutWords: FHIRMapping {
    var mapping = self
    let lists: [WritableKeyPath<FHIRMapping, [Code]>] = [
      \.observations, \.conditions, \.procedures, \.devices, \.consents, \.values,
    ]
    for codes in lists {
      mapping[keyPath: codes] = mapping[keyPath: codes].map(\.withoutWords)
    }
    return mapping
  }
}

extension InstrumentMapping {
  /// The mapping without what is only shown.
  var withoutWords: InstrumentMapping {
    var mapping = self
    let lists: [WritableKeyPath<InstrumentMapping, [FHIRMapping.Code]>] = [\.panels, \.items, \.answers]
    for codes in lists {
      mapping[keyPath: codes] = mapping[keyPath: codes].map(\.withoutWords)
    }
    return mapping
  }

  /// Every code in it.
  var codes: [FHIRMapping.Code] { panels + items + answers }
}

extension FHIRMapping.Code {
  fileprivate var withoutWords: FHIRMapping.Code {
    var code = self
    (code.display, code.confirmed) = ("", false)
    return code
  }
}
