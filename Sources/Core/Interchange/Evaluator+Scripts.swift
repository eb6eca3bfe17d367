public import PlumblineEngine
public import PlumblineGuideline

extension Evaluator {
  /// An evaluator that may decide about patients, and runs the guideline's scripts in the sandbox.
  public init(withScriptsOf guarded: GuardedGuideline) { self.init(examining: guarded.guideline) }

  /// An evaluator for examining any guideline, complete or not, that runs its scripts in the sandbox.
  package init(examining guideline: Guideline) {
    let scripts = LuaScripts(guideline)
    self.init(examining: guideline) { script, value in try scripts.run(script, value) }
  }
}
