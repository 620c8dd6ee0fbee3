import type { occupationsNl } from "../nl/occupations.ts";

export const occupationsEn: typeof occupationsNl = {
  title: "Where can your work take you?",
  lead: "Look for the work that you do or have done. You see what other work is like it, what you can do of it already and what you would learn.",
  question: "Which work?",
  hint: "For instance cook, welder or office clerk",
  button: "Search",
  found: (count, q) =>
    count === 1 ? `1 occupation found for “${q}”` : `${count} occupations found for “${q}”`,
  alsoCalled: (name) => `also: ${name}`,
  noneTitle: (q) => `No occupation found for “${q}”`,
  noneText:
    "Try another word, or a shorter one: “driver” instead of “international driver with trailer”. Names of firms and grades are not in it.",
  again: "Look for another occupation",
  from: (occupation) => `From ${occupation} to other work`,
  fromLead: (count) =>
    `The ${count} occupations most like it, by the competencies that they ask. This helps you choose: what suits you is for you to say.`,
  fromEmptyTitle: "Too little is known of this occupation yet",
  fromEmptyText: "It has no competencies to compare it by. Look for an occupation close to it.",
  move: (from, to) => `From ${from} to ${to}`,
  toFrom: (from) => `All moves from ${from}`,
  similarity: {
    strong: "Very much like it",
    good: "Like it",
    some: "Somewhat like it",
    little: "Not much like it",
  },
  similarityOf: (percent) => `${percent} out of 100`,
  counts: (shared, missing) =>
    `${shared === 1 ? "1 competency comes" : `${shared} competencies come`} with you, ${missing} ${missing === 1 ? "is" : "are"} new`,
  sharedTitle: (count) => `You bring this with you (${count})`,
  sharedNone: "None of the competencies asked is part of the work you do now.",
  missingTitle: (count) => `This is new (${count})`,
  missingNone: "All that this work asks is part of the work you do now.",
  essential: "Needed",
  optional: "Good to have",
  caveatTitle: "Competencies are not everything",
  caveat:
    "Diplomas, driving licences and registrations that the law asks for are not part of this comparison. Nor is what you learned beside your work.",
  onward: "And then?",
  onwardDesk: "Talk about it with the team in your region",
  onwardFrom: (occupation) => `Look on from ${occupation}`,
  onwardBack: (to, from) => `The other way round: from ${to} to ${from}`,
  classification: (version) => `Version of the classification: ${version}.`,
};
