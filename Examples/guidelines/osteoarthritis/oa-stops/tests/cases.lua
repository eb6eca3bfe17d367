local function patient(changes)
  local given = {
    patient  = { age = 60 },
    joint    = { site = "knee", pain_with_activity = true, morning_stiffness = 10 },
    oa_flags = { hot_swollen_joint = false, rapid_worsening = false, trauma = false },
  }
  for group, facts in pairs(changes) do
    for name, value in pairs(facts) do given[group][name] = value end
  end
  return given
end

test "a typical patient passes" { given = patient {}, expect = { decision = "recommend" } }

test "a hot swollen joint stops" {
  given  = patient { oa_flags = { hot_swollen_joint = true } },
  expect = { decision = "stop", alerts = { "oa-stops/hot-swollen-joint" } },
}
test "rapid worsening stops" {
  given  = patient { oa_flags = { rapid_worsening = true } },
  expect = { decision = "stop", alerts = { "oa-stops/rapid-worsening" } },
}
test "an injury stops" {
  given  = patient { oa_flags = { trauma = true } }, expect = { decision = "stop", alerts = { "oa-stops/trauma" } },
}
test "a flag that was not asked about blocks" {
  given  = { patient = { age = 60 }, joint = { site = "knee", pain_with_activity = true, morning_stiffness = 10 } },
  expect = { decision = "need-data",
             gates = { "oa-stops/hot-swollen-joint", "oa-stops/rapid-worsening", "oa-stops/trauma" } },
}

test "44 is outside" {
  given = patient { patient = { age = 44 } }, expect = { decision = "out-of-scope", gates = { "oa-stops/under-45" } },
}
test "45 is inside" { given = patient { patient = { age = 45 } }, expect = { decision = "recommend" } }
test "pain without activity is outside" {
  given  = patient { joint = { pain_with_activity = false } },
  expect = { decision = "out-of-scope", gates = { "oa-stops/no-pain-with-activity" } },
}
test "30 minutes of stiffness are inside" {
  given = patient { joint = { morning_stiffness = 30 } }, expect = { decision = "recommend" },
}
test "31 minutes of stiffness are outside" {
  given  = patient { joint = { morning_stiffness = 31 } },
  expect = { decision = "out-of-scope", gates = { "oa-stops/long-morning-stiffness" } },
}
test "age and stiffness must be known" {
  given  = { joint = { site = "knee", pain_with_activity = true },
             oa_flags = { hot_swollen_joint = false, rapid_worsening = false, trauma = false } },
  expect = { decision = "need-data", gates = { "oa-stops/long-morning-stiffness", "oa-stops/under-45" } },
}
test "pain with activity must be known" {
  given  = { patient = { age = 60 }, joint = { site = "knee", morning_stiffness = 10 },
             oa_flags = { hot_swollen_joint = false, rapid_worsening = false, trauma = false } },
  expect = { decision = "need-data", gates = { "oa-stops/no-pain-with-activity" } },
}
test "the joint must be known" {
  given  = { patient = { age = 60 }, joint = { pain_with_activity = true, morning_stiffness = 10 },
             oa_flags = { hot_swollen_joint = false, rapid_worsening = false, trauma = false } },
  expect = { decision = "need-data", gates = { "oa-stops/joint" } },
}
