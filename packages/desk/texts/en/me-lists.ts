import type { meListsNl } from "../nl/me-lists.ts";

const people = (count: number): string => (count === 1 ? "1 person" : `${count} people`);

export const meListsEn: typeof meListsNl = {
  title: "My waiting lists",
  lead: "With open hiring the employer asks nothing: no letter, no diplomas, no interview. Whoever is first on the list can start first. It is a permanent job.",
  door: { title: "Work without applying", text: "Your place on waiting lists, and work that you can take." },
  ownTitle: "Where you are on the list",
  noneTitle: "You are on no list",
  none: "Choose below work that you want to do. You can be on several lists, and leave them at any time.",
  unnamed: "Work that is no longer there",
  at: (employer) => `at ${employer}`,
  states: {
    waiting: "You are waiting",
    offered: "It is your turn",
    started: "You have this work",
    "not-on-list": "List closed",
  },
  before: (count) =>
    count === 0
      ? "You are the next whose turn it is."
      : `Before you ${people(count)} still ${count === 1 ? "waits" : "wait"}.`,
  offered: "This work is yours if you want it. As long as you do not choose, whoever comes after you waits.",
  closed: "The employer has closed the list. You need not do anything.",
  started: "You took this work.",
  take: "I take this work",
  refuse: "No, take me off the list",
  leave: "Take me off the list",
  giveUp: "I stop doing this",
  coachTitle: "Do you want a life coach?",
  coach:
    "With this work you are offered somebody who helps you with what is going on outside it. You need not want that.",
  coachYes: "Yes, please",
  coachNo: "No, thank you",
  coachAccepted: "You get a life coach. The mobility team knows that you want one.",
  coachDeclined: "You do not want a life coach.",
  coachChangeYes: "Yes, after all",
  coachChangeNo: "No, after all",
  openTitle: (region) => `Work without applying in ${region}`,
  openOwnTitle: "Work without applying in your region",
  openNoneTitle: "There is no open hiring here now",
  openNone: "Look again later, or choose another region.",
  free: (count) =>
    count === 1 ? "1 position free: you can start at once" : `${count} positions free: you can start at once`,
  waiting: (count) =>
    count === 0 ? "Nobody is waiting yet" : `${people(count)} ${count === 1 ? "is" : "are"} waiting already`,
  hours: (min, max) => (min === max ? `${max} hours a week` : `${min} to ${max} hours a week`),
  start: (day) => `from ${day}`,
  join: "Put me on the list",
  joined: "You are on this list",
  otherRegion: "Look in another region",
  ownRegion: "My own region",
  showRegion: "Show",
  done: {
    waiting: (before) =>
      before === 0
        ? "You are on the list, and the next whose turn it is."
        : `You are on the list. Before you ${people(before)} still ${before === 1 ? "waits" : "wait"}.`,
    offered: "You are on the list and it is your turn at once: you can take this work.",
    started: "You have this work. The mobility team is told. Agree with your counsellor on when you start.",
    left: "You are no longer on this list.",
    coachYes: "You get a life coach.",
    coachNo: "You get no life coach.",
  },
  notNow:
    "Not possible now: the list has changed or closed meanwhile, or the use of your data stands still. Below is how it is now.",
  taking: {
    title: "Taking this work",
    what: (title) => `You take the work “${title}”.`,
    list: [
      "The position is then yours; with the employer it counts as filled.",
      "Other proposals for you stop, for you have work.",
      "After that you say whether you want a life coach.",
    ],
    button: "Yes, I take this work",
  },
  leaving: {
    title: "Leaving the list",
    what: (title) => `You leave the list for “${title}”.`,
    list: [
      "Your place goes to whoever comes after you.",
      "If you come back later, you are at the end again.",
    ],
    button: "Yes, take me off the list",
  },
  givingUp: {
    title: "Giving this work up",
    what: (title) => `You give up the work “${title}” that you took.`,
    list: [
      "Talk to your counsellor first.",
      "Whether the position is free again, the employer says.",
      "If you come back to the list later, you are at the end.",
    ],
    button: "Yes, I stop doing this",
  },
  cancel: "No, back",
  offeredNow: "It is your turn for work without applying.",
  offeredLink: "See it and choose",
};
