import Plumbline

let support = try DecisionSupport(packs: ["Rules"])
let patient = """
  {"id": "EX-09", "pain": {"region": "lumbar", "duration_weeks": 30}, "red_flags": {"cauda_equina": true}}
  """
let answer = try support.decide(patient, asOf: "2026-11-20")
for alert in answer.alerts { print("\(alert.urgency): \(alert.title)") }
print(answer.json)
print(try support.explain(patient, whatIf: ["red_flags.cauda_equina=no"], asOf: "2026-11-20").json)
