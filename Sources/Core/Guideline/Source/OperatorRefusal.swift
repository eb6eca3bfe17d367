extension LuaToken.Kind {
  /// Why this operator is refused beside a condition, and what to write instead; nil for any other token.
  var refusal: String? {
    switch self {
    case .and: "`and` does not work on conditions: one side is silently lost; use all { ... }"
    case .or: "`or` does not work on conditions: one side is silently lost; use any { ... }"
    case .not: "`not` does not work on conditions: it is always false; use none { ... }"
    case .equal: "`==` does not work on conditions: it is decided while loading; use :is(...)"
    case .notEqual: "`~=` does not work on conditions: it is decided while loading; use :is_not(...)"
    case .less: "`<` does not work on conditions: it is decided while loading; use :below(...)"
    case .lessOrEqual: "`<=` does not work on conditions: it is decided while loading; use :at_most(...)"
    case .greater: "`>` does not work on conditions: it is decided while loading; use :above(...)"
    case .greaterOrEqual: "`>=` does not work on conditions: it is decided while loading; use :at_least(...)"
    default: nil
    }
  }
}
