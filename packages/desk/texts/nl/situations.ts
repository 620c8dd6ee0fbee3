/** Situations of job seekers (S2), in the words of who is in them. */
export const situationsNl = {
  "under-notice-social-plan": "Mijn baan vervalt en er is een sociaal plan",
  "under-notice-small-firm": "Mijn baan vervalt bij een klein bedrijf, zonder sociaal plan",
  "temporary-contract-ends": "Mijn tijdelijke contract loopt af",
  "self-employed-or-without-benefit": "Ik ben zelfstandige, of heb geen werk en geen uitkering",
  "work-limitation": "Ik heb een arbeidsbeperking",
  "job-agreement-wajong": "Ik val onder de banenafspraak en heb Wajong",
  "job-agreement-other": "Ik val onder de banenafspraak, zonder Wajong",
  "short-right-to-ww": "Ik heb kort recht op WW",
  "enters-ww": "Ik krijg of heb WW",
  "applies-for-social-assistance": "Ik vraag bijstand aan of heb bijstand",
  "young-person": "Ik ben jongere zonder werk of opleiding",
};
