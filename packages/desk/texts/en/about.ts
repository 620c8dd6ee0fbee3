import { AUTHORITY } from "../chapter.ts";
import type { aboutNl } from "../nl/about.ts";

export const aboutEn: typeof aboutNl = {
  help: {
    title: "Help",
    lead: "How Overstap works, and whom you can turn to.",
    chapters: {
      seekWork: {
        title: "I look for work, or my job goes",
        text: [
          "Come forward, or ask whoever guides you already: the municipality, UWV, or a trade union or employers' organisation. There is a talk first. Only after that, and only if you agree, your profile is compared with vacancies.",
          "You see your data with a personal link. You get it from your counsellor; it works once, for a quarter of an hour. If it no longer works, ask for a new one.",
        ],
        links: [
          { path: "/zelf-melden", text: "Come forward" },
          { path: "/beroepen", text: "See what your work is like" },
        ],
      },
      seekPeople: {
        title: "I look for people",
        text: [
          "Sign in at your firm's sign-in service and answer five questions. The vacancy goes to the employer service point of the region where the work is. A member of the mobility team looks at who suits it and contacts you. You get no list of people.",
        ],
        links: [{ path: "/vacatures/nieuw", text: "Post a vacancy" }],
      },
      surplus: {
        title: "We will have surplus staff",
        text: [
          "Report groups, no names: which work, how many people, from when. You can choose a date before which nobody sees it. If a group suits the vacancies of another firm, both get a proposal that you can accept together, also in part.",
        ],
        links: [{ path: "/overschot/nieuw", text: "Report groups" }],
      },
      decide: {
        title: "Who decides?",
        text: [
          "People do. The computer searches and explains why something fits. A member of the team decides, and nothing goes on without the people whom it is about.",
        ],
      },
      trouble: {
        title: "Something does not work",
        text: [
          "Has a form expired, or were you asked to sign in again? Sign in; what you had filled in is kept for a day. All pages work without JavaScript and with a keyboard only.",
          "If that does not help, call or mail your region's desk.",
        ],
        links: [{ path: "/uw-regio", text: "Find your region's desk" }],
      },
    },
  },
  privacy: {
    title: "Privacy statement",
    lead: "Which data Overstap uses, what for, how long, and what you have to say about it.",
    term: (days) => {
      if (days >= 730) return `${Math.floor(days / 365)} years`;
      if (days >= 180) return "half a year";
      return days === 1 ? "1 day" : `${days} days`;
    },
    termsTitle: "How long are data kept?",
    what: "What",
    howLong: "How long",
    from: "From",
    terms: {
      profile: { what: "Profile of somebody who stopped", from: "the stop" },
      proposal: { what: "Proposals that ended, with their reasons", from: "the end" },
      processing: { what: "Who used your data and why", from: "the use" },
      review: { what: "Your question to have a person look", from: "the answer" },
      registration: { what: "Came forward, not taken up yet", from: "the coming forward" },
      recovery: { what: "Copies to recover from a failure", from: "the change" },
    },
    before: {
      responsible: {
        title: "Who is responsible?",
        text: [
          "For you as a job seeker there is one party to turn to: the municipality, UWV, or the trade unions and employers' organisations together. Which one follows from your situation. They work together in your region's mobility team; Overstap is the tool of those teams.",
        ],
      },
      data: {
        title: "Which data of job seekers?",
        text: [
          "Apart from each other: who you are (name, postcode, e-mail or phone, date of birth if you give it, and your situation) and what you can do and look for (occupations, competencies, hours, availability, distance).",
          "Comparing with vacancies sees the second only, with the four digits of your postcode. Age, sex, descent, health and benefit never count. We ask for no citizen service number and no medical data.",
        ],
      },
      purposes: {
        title: "What for, and on what ground?",
        list: [
          "Guidance and keeping your profile: a public task (GDPR article 6(1)(e)).",
          "Comparing with vacancies, and a team that takes up a proposal and gets in touch: your consent (article 6(1)(a)). You withdraw it when you like.",
          "Introducing you to an employer: your consent, for that one employer.",
          "Keeping on record who uses your data, and carrying out your rights: a legal obligation (article 6(1)(c)).",
        ],
      },
      receivers: {
        title: "Who sees what?",
        list: [
          "The party responsible for you: your data and your profile.",
          "Your region's team: profiles without a name. Only who has taken up a proposal can see who you are, with a reason, and that is put on record.",
          "An employer: nothing about you, until you have agreed that the team introduces you to that employer. Until then only numbers.",
          "Others: nothing. Data are not sold and not used for advertising.",
        ],
      },
      computer: {
        title: "Does the computer decide?",
        text: [
          "No. The computer compares by fixed rules that are the same for everybody, and explains each proposal: what fits, what nearly fits, what is missing. People decide (GDPR article 22). You can always ask that a person looks again; you get an answer within five working days.",
        ],
      },
    },
    after: {
      rights: {
        title: "What are your rights?",
        list: [
          "See what is kept about you, with the reasons of proposals and who looked, and take all of it away.",
          "Put right what is wrong.",
          "Withdraw a consent, without consequences for your benefit or other help.",
          "Put the use on hold, or object to automatic comparison.",
          "Have a person look.",
          "Have everything erased.",
        ],
        text: ["You do that yourself, with your personal link, or by way of your counsellor. It is free."],
        links: [{ path: "/mijn", text: "To my data" }],
      },
      staff: {
        title: "Employers and staff",
        text: [
          "Of whoever signs in at a sign-in service we keep the organisation, the role and a number of that service, to show and trace who did what. Surplus notices are about groups; names have no place in them. A contact that a firm names is kept apart, and seen only by those who have to talk with that firm.",
        ],
      },
      cookies: {
        title: "Cookies",
        text: [
          "Only what is needed: one cookie to keep you signed in until you close the browser, and three at most to remember what you chose: your language, your region and keyboard shortcuts. Nobody looks over your shoulder: no statistics of others, no advertising, and the pages fetch nothing from other websites.",
        ],
      },
      complaint: {
        title: "A complaint?",
        text: [
          "Turn first to the party that guides you, or to its data protection officer. You can also complain to the authority.",
        ],
        links: [AUTHORITY.en],
      },
    },
  },
  accessibility: {
    title: "Accessibility statement",
    lead: "Everybody must be able to use Overstap, also with a screen reader, a keyboard only, large text or little reception.",
    status: "Status",
    statusText: "Partly compliant (status B): tested by ourselves, not yet by an independent party.",
    standard: "Standard",
    standardText: "EN 301 549 and WCAG 2.2, levels A and AA",
    scope: "Holds for",
    scopeText: "All pages of Overstap",
    date: "Drawn up on",
    chapters: {
      measured: {
        title: "How was it measured?",
        text: [
          "At every change, automatic tests in a real browser go through the stories of users, with and without JavaScript. On every page and every state of it they look at:",
        ],
        list: [
          "the rules of axe for WCAG 2.0, 2.1 and 2.2, levels A and AA, without findings;",
          "a screen of 320 pixels wide, and text of 200 %: nothing has to be scrolled sideways, no text lies on text or is cut off;",
          "the order and visibility of the focus with a keyboard only;",
          "the size of what is clicked;",
          "shortcuts of a single letter: they are there only for who switches them on;",
          "high contrast, less motion and printing.",
        ],
      },
      gaps: {
        title: "What is not right yet, or not known?",
        list: [
          "No independent party has examined it by WCAG-EM yet. That is why the status is no higher than B.",
          "The pages have not yet been tested with people who use assistive technology.",
          "Texts of consents and reasons in the register are in Dutch only, on English pages too.",
          "Names of occupations and competencies come from a European classification and are not always in simple language.",
        ],
      },
      tell: {
        title: "Do you run into something?",
        text: [
          "Tell your region's desk what you wanted to do and what went wrong. You can also ask for the same information in another form there. If you are not content with the answer, you can turn to the National Ombudsman.",
        ],
        links: [{ path: "/uw-regio", text: "Find your region's desk" }],
      },
    },
  },
};
