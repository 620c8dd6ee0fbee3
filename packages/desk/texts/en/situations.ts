import type { situationsNl } from "../nl/situations.ts";

export const situationsEn: typeof situationsNl = {
  "under-notice-social-plan": "My job ends and there is a social plan",
  "under-notice-small-firm": "My job ends at a small firm, without a social plan",
  "temporary-contract-ends": "My temporary contract ends",
  "self-employed-or-without-benefit": "I am self-employed, or have no work and no benefit",
  "work-limitation": "I have a limitation at work",
  "job-agreement-wajong": "I am in the job agreement (banenafspraak) and have Wajong",
  "job-agreement-other": "I am in the job agreement (banenafspraak), without Wajong",
  "short-right-to-ww": "I have a short right to unemployment benefit (WW)",
  "enters-ww": "I get or have unemployment benefit (WW)",
  "applies-for-social-assistance": "I apply for or have social assistance (bijstand)",
  "young-person": "I am young and have no work or training",
};
