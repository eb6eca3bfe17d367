-- A site's own settings: whom to call. Copy this folder, and put it in force beside the packs: --rules Rules --rules site.

pack "site" {
  version   = "1.0.0",
  title     = "Settings of this clinic",
  purpose   = "Whom to call from this clinic. It decides nothing.",
  authors   = { "the clinic" },
  requires  = { ["red-flags"] = "2.0" },
}

site "this-clinic" {
  country = "BE",

  -- Nothing is set: every page that is handed over says so. Whoever sets a contact checks it first, and answers for it below.
  -- Seen in November 2026, and to be checked again by whoever sets them:
  -- Belgium: 112 for an ambulance (rodekruis.be, "112 bellen"); Zelfmoordlijn 1813, day and night (nieuws.vtm.be, "Nieuw nummer
  -- zelfmoordlijn: 1813"). The Netherlands: 113 or 0800-0113 (upday.com, 3 October 2025, "Nummer 113 nu gratis").
  contacts = {
    -- emergency    = "…",
    -- suicide_line = "…",
    -- team         = "…",
  },
  -- reviewed_by = "…", reviewed_on = "…",
}
