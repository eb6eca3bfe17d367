-- Without surgery: who is offered it as an alternative, and who is not.

local not_asked = { absent = "not-asked" }
local with_work = "exercise+work-integrated-rehabilitation"

local worker = {
  patient   = { age = 46 },
  pain      = { region = "lumbar", duration_weeks = 90, specific_cause = false },
  red_flags = { cauda_equina = false, progressive_motor_deficit = false, fracture = false,
                malignancy = false, infection = false, inflammatory = false },
  surgery   = { spinal = false },
  fear      = { fabq_physical_activity = 8 },
  work      = { status = "employed-full-time", absence_weeks = 0, employer_contact_consent = true },
  goal      = { primary = "return-to-work" },
}

test "absence-with-a-work-goal" {
  given    = worker,
  boundary = work.absence_weeks,
  expect   = { [0] = { alternatives = {} }, [1] = { alternatives = { with_work } }, [2] = { alternatives = { with_work } } },
}

test "fear-about-work" {
  given    = worker,
  boundary = fear.fabq_work,
  expect   = { [34] = { alternatives = {} }, [35] = { alternatives = { with_work } }, [36] = { alternatives = { with_work } } },
}

test "work-goals" {
  given = worker,
  cases = {
    { name = "to stay at work", given = { goal = { primary = "stay-at-work" }, work = { absence_weeks = 1 } }, expect = { alternatives = { with_work } } },
    { name = "another goal", given = { goal = { primary = "function" }, work = { absence_weeks = 1 } }, expect = { alternatives = {} } },
    { name = "weeks off not known", given = { work = { absence_weeks = not_asked } }, expect = { alternatives = {} } },
    { name = "surgery by its time", given = { surgery = { spinal = not_asked, weeks_since = 60 }, work = { absence_weeks = 1 } },
      expect = { primary = with_work, alternatives = {} } },
  },
}

test "outside-the-labour-force" {
  given = worker,
  cases = {
    { name = "retired", given = { fear = { fabq_work = 40 }, work = { status = "retired" } }, expect = { alternatives = {} } },
    { name = "student", given = { fear = { fabq_work = 40 }, work = { status = "student" } }, expect = { alternatives = {} } },
    { name = "not in the labour force", given = { fear = { fabq_work = 40 }, work = { status = "not-in-labour-force" } }, expect = { alternatives = {} } },
    { name = "unemployed", given = { fear = { fabq_work = 40 }, work = { status = "unemployed" } }, expect = { alternatives = { with_work } } },
  },
}

-- After surgery: from week 12, for a worker with a work goal who is or was off work

test "weeks-since-surgery" {
  given    = worker,
  cases    = {
    { name = "12", given = { surgery = { spinal = true, weeks_since = 12 }, work = { absence_weeks = 1 } }, expect = { primary = with_work } },
    { name = "13", given = { surgery = { spinal = true, weeks_since = 13 }, work = { absence_weeks = 2 } }, expect = { primary = with_work } },
    { name = "to stay at work", given = { surgery = { spinal = true, weeks_since = 13 }, work = { absence_weeks = 1 }, goal = { primary = "stay-at-work" } }, expect = { primary = with_work } },
  },
}
