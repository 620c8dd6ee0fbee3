import type { frameNl } from "../nl/frame.ts";

export const frameEn: typeof frameNl = {
  product: "Overstap",
  tagline: "From job to job, in 35 regions",
  skip: "To the content",
  mainNavigation: "Main menu",
  footerNavigation: "About this site",
  otherLanguage: "Nederlands",
  signIn: "Sign in",
  signOut: "Sign out",
  signedInAs: (name) => `Signed in: ${name}`,
  footer: {
    help: "Help",
    privacy: "Privacy",
    accessibility: "Accessibility",
    findDesk: "Find your region's desk",
    notice: "Overstap belongs to the regional mobility teams. People decide, always.",
  },
  navigation: {
    start: "Start",
    vacancies: "Vacancies",
    surplus: "Surplus staff",
    couplings: "Couplings",
    upload: "Files",
    requests: "Came forward",
    ownLists: "Waiting lists",
    queue: "Work queue",
    region: "Region",
    country: "Netherlands",
    occupations: "Occupations",
    ownProposals: "Proposals",
    ownData: "My data",
    ownConsents: "Consents",
    readings: "Who looked",
    rights: "My rights",
  },
  roles: {
    employer: "employer",
    "sector-organisation": "sector organisation",
    "responsible-party": "responsible party",
    team: "regional mobility team",
    "national-point": "national point",
    "steering-group": "national steering group",
    administrator: "administrator",
    system: "Overstap itself",
    coordinator: "operational coordinator",
    cashier: "cashier",
    auditor: "auditor",
    "job-seeker": "job seeker",
  },
  trouble: {
    "not-found": {
      title: "There is no such page",
      text: "Perhaps the link is wrong, or what you look for is not (or no longer) for you to see.",
    },
    "not-allowed": {
      title: "This page is not for you",
      text: "You are signed in with a role that does not belong here. Sign out, and in again with another role.",
    },
    conflict: {
      title: "Not possible now",
      text: "Somebody else was just before you, or things have changed meanwhile. Go back and look again.",
    },
    gone: { title: "This is no longer there", text: "What was here has been withdrawn." },
    changed: {
      title: "This was changed meanwhile",
      text: "Somebody else changed it while you were at it. Your change was not saved. Go back and look again.",
    },
    "too-many": {
      title: "One moment",
      text: "There were many requests in a short time. Wait a minute and try again.",
    },
    "form-expired": {
      title: "This form has expired",
      text: "For safety a form is not good for ever. Go back, refresh the page and try again.",
    },
    "bad-request": {
      title: "This request is not right",
      text: "The link or the form is incomplete. Go back and try again.",
    },
    "too-busy": {
      title: "It is busy",
      text: "The answer took too long. Try again in a minute. Nothing was done by halves.",
    },
    "server-error": {
      title: "Something went wrong",
      text: "That is our fault; it has been noted. Try again later.",
    },
    "sign-in-failed": {
      title: "Signing in did not work",
      text: "The sign-in service gave no usable answer, or you waited too long. Try again.",
    },
  },
  toStart: "To the start page",
  tryAgain: "Sign in again",
  signInPage: {
    title: "Sign in",
    lead: "You sign in at your organisation's sign-in service and come back here after that.",
    resume:
      "Your session has ended, or you are not signed in yet. After signing in you go on where you were. What you filled in has been kept.",
    who: "Who can sign in?",
    employers: "Employers, with eHerkenning of their own firm.",
    sectors:
      "Sector organisations and the parties that guide job seekers, with their organisation's sign-in service.",
    teams: "Staff of the 35 regional mobility teams.",
    seekers:
      "Looking for work yourself? Your counsellor gives you a personal link. You can also come forward alone.",
    seekersLink: "Come forward",
    button: "Go on to sign in",
  },
  signedOut: {
    title: "You are signed out",
    text: "Nothing is kept on this computer. If you share the computer, sign out at the sign-in service too.",
    byLink:
      "Nothing is kept on this computer. Your link was used and no longer works. To look again later, ask your counsellor for a new one.",
    atProvider: "Sign out at the sign-in service too",
    again: "Sign in again",
  },
};
