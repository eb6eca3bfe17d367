import ArgumentParser
import Glibc
import PlumblineCohort
import PlumblineEngine
import PlumblineFHIR
import PlumblineGuideline

/// The plan of a run: the packs in force, compiled, and what to do with every row.
struct CohortPlan {
  /// One for each guideline.
  let settings: [CohortSetting]
  let guidelines: Guidelines
  /// The settings of a run, so that it can only be resumed with the same.
  let asked: String

  /// - Parameters:
  ///   - hasRecords: whether the lines are FHIR.
  ///   - columns: returns the columns of CSV for a vocabulary.
  init(
    _ command: CohortCommand, hasRecords: Bool, _ columns: (Vocabulary) throws -> CSVColumns?
  ) throws {
    let joint = try command.packs.loadForDeciding()
    let compiled: [CompiledGuideline]
    do {
      compiled = try joint.evaluators.map { try CompiledGuideline($0) }
    } catch {
      throw Fault(.badInput, "\(error)")
    }
    guidelines = joint.guidelines
    let selections: [CohortSelection]
    do {
      selections = try CohortSelection.of(command.select, compiled)
    } catch {
      Output.error(error.description)
      throw ExitCode(EX_USAGE)
    }
    let read = try columns(joint.vocabulary)
    settings = zip(compiled, selections).map { compiled, selection in
      var setting = CohortSetting(
        compiled, of: joint, asOf: command.recording.day, format: command.format.rows, selection: selection,
        rejectsInPlace: command.rejects == "-", showsValues: command.showValues, columns: read)
      setting.traces = command.trace
      if hasRecords {
        setting.records = FHIRIntake(
          joint.vocabulary, asOf: command.recording.day, zone: (command.timeZone ?? .machine).days)
      }
      setting.namesStops = command.rejects != nil
      setting.files = command.files.count > 1 ? command.files : []
      // One decision by all guidelines is enough for a line.
      setting.decides = command.record && compiled.guideline.domain == joint.evaluators[0].guideline.domain
      return setting
    }
    asked = [
      guidelines.digest, command.files.count > 1 ? command.files.joined(separator: "\n") : "",
      command.input?.rawValue ?? "", command.format.rawValue, command.rejects ?? "",
      command.select.joined(separator: " "), command.showValues ? "values" : "",
      command.trace ? "trace" : "",
    ].joined(separator: "\n")
  }

  /// The settings with what replaces ids; nil if ids stay.
  func settings(pseudonym: (@Sendable (String) -> String)?) -> [CohortSetting] {
    settings.map { setting in
      var setting = setting
      setting.pseudonym = pseudonym
      return setting
    }
  }

  /// The header before the first row.
  var header: [UInt8] { settings[0].header }
}
