-- How much two readings of a questionnaire may differ although nothing has changed. All were read in abstracts.

source "monticone-2020" {
  citation = "Monticone M et al. Eur J Phys Rehabil Med 2020;56:600-606",
  doi      = "10.23736/S1973-9087.20.06158-4",
  note     = "FABQ, Italian version: 129 people with chronic non-specific low back pain, 64 of them asked again " ..
             "after 96 hours. MDC95 3.69 for FABQ-PA and 5.95 for FABQ-W.",
}

source "eiger-2022" {
  citation = "Eiger B et al. Scand J Pain 2022;23:217-224",
  doi      = "10.1515/sjpain-2021-0200",
  note     = "TSK, Danish versions: 77 people with chronic pain, asked twice within 7 to 14 days. Smallest " ..
             "detectable change (95%) 8.53 for TSK-17 and 5.82 for TSK-11.",
}

source "fernandes-2012" {
  citation = "Fernandes L et al. BMC Musculoskelet Disord 2012;13:111",
  doi      = "10.1186/1471-2474-13-111",
  note     = "PCS, Norwegian version: 90 people with low back pain, 61 of them asked twice. Standard error of " ..
             "measurement 4.6.",
}

source "dube-2021" {
  citation = "Dubé M-O, Langevin P, Roy J-S. PAIN Rep 2021;6:e972",
  doi      = "10.1097/PR9.0000000000000972",
  note     = "PSEQ: review of 28 studies of people with musculoskeletal disorders. MDC95 11.52. The volume is recalled.",
}
