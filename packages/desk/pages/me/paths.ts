/** Pages of a job seeker's own. What they are about is in the session; no address tells whose they are. */
export const ME = {
  overview: "/mijn",
  link: "/mijn/link",
  open: "/mijn/openen",
  data: "/mijn/gegevens",
  edit: "/mijn/gegevens/wijzigen",
  consents: "/mijn/toestemmingen",
  proposals: "/mijn/voorstellen",
  lists: "/mijn/wachtlijsten",
  readings: "/mijn/inzage",
  rights: "/mijn/rechten",
  review: "/mijn/rechten/herbeoordeling",
  export: "/mijn/rechten/afschrift",
  erase: "/mijn/rechten/wissen",
  /** Not under a session: it is over when there is something to read here. */
  erased: "/gewist",
} as const;

export const pathOfOwnProposal = (id: string): string => `${ME.proposals}/${encodeURIComponent(id)}`;
