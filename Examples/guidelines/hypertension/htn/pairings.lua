local function with(part, title, what, for_patient, more)
  local fields = { title = title, what = what, for_patient = for_patient, sources = { "nice-ng136" } }
  for name, value in pairs(more or {}) do fields[name] = value end
  pairing("lifestyle-advice+" .. part)(fields)
end

pairing "lifestyle-advice" {
  title       = "Advice on lifestyle",
  what        = "Advice on diet, exercise, alcohol, salt and smoking.",
  for_patient = "You get advice on food, exercise, alcohol, salt and smoking.",
  sources     = { "nice-ng136" },
}
with("monitoring", "Advice on lifestyle, and monitoring outside the clinic",
  "Ambulatory monitoring of blood pressure, or home monitoring if that is not possible, to confirm the diagnosis.",
  "Your pressure is measured at home or during your day, to see whether it is really high.")
with("ace-inhibitor-or-arb", "Advice on lifestyle, and an ACE inhibitor or an ARB",
  "An ACE inhibitor, or an ARB if it is not tolerated, at the dose that works; one of them, never both.",
  "You take a tablet for your blood pressure.",
  { cautions = { "Never both of them together." } })
with("calcium-channel-blocker", "Advice on lifestyle, and a calcium-channel blocker",
  "A calcium-channel blocker at the dose that works.",
  "You take a tablet for your blood pressure.")
with("thiazide-like-diuretic", "Advice on lifestyle, and a thiazide-like diuretic",
  "A thiazide-like diuretic at the dose that works.",
  "You take a tablet for your blood pressure, which makes you pass more water.")
