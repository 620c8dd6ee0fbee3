import type { helpNl } from "../nl/help.ts";

export const helpEn: typeof helpNl = {
  help: {
    title: "Help",
    lead: "Are you stuck? Your region's desk helps you on, also if you prefer to call or to come by.",
    sections: [
      {
        title: "I am an employer and look for people",
        texts: [
          "Post a vacancy in five questions. You need not know everything: what you leave open excludes nobody.",
          "The vacancy goes to the employer service point of the region where the work is. At My vacancies you see how it stands.",
          "You see numbers, never names. When there is somebody for you, the team contacts you.",
        ],
      },
      {
        title: "Our firm will have surplus staff",
        texts: [
          "Tell for each group what work people do, how many they are and from when they are available. Give no names.",
          "Has it not been announced yet? Give a day. Until that day nobody but you sees the notice.",
          "Overstap looks for firms that need such people. A coupling goes through only when both firms and the team agree.",
        ],
      },
      {
        title: "I look for work myself",
        texts: [
          "The party that guides you makes a profile together with you. You decide who may see it.",
          "A proposal is never a decision. People decide, and taking part is always voluntary.",
        ],
      },
      {
        title: "This site",
        texts: [
          "Everything works without JavaScript, with the keyboard and with aids such as a screen reader.",
          "Forms are kept in between. If your session has ended, you sign in again and go on where you were.",
          "Dates are written as dd-mm-yyyy. Times are those of the Netherlands.",
        ],
      },
    ],
    desk: "Find your region's desk",
  },
  privacy: {
    title: "Privacy",
    lead: "We ask no more than is needed, and use it only for what you gave it for.",
    sections: [
      {
        title: "What we keep of firms",
        texts: [
          "Vacancies and surplus notices, without names of people. Of a workplace we keep only the four digits of the postcode.",
          "The contact that you give stands apart, and only those who have to talk to you see it.",
        ],
      },
      {
        title: "What we keep of job seekers",
        texts: [
          "Name, contact and date of birth stand apart from the profile that is searched. Who searches does not see the first.",
          "Without consent nobody sees a profile. Every time somebody looks at your details, it is recorded with the reason.",
          "You may see, correct, erase, freeze and object. Your counsellor or the desk helps you with it.",
        ],
      },
      {
        title: "What this site remembers",
        texts: [
          "One cookie for your session and one for your language. No tracking, no statistics of others.",
          "Drafts are kept for thirty days, a session for ten hours at most. Your tokens never reach your browser.",
        ],
      },
      {
        title: "Age, health, benefit",
        texts: ["They never count in a proposal to an employer. Do not put them in a note either."],
      },
    ],
    desk: "Questions about your data? Go to your region's desk",
  },
  accessibility: {
    title: "Accessibility",
    lead: "Everybody must be able to use this site. We follow WCAG 2.2, levels A and AA.",
    sections: [
      {
        title: "How we check that",
        texts: [
          "At every change a program looks at every page in a real browser, in every state: with axe, on a screen 320 pixels wide, with 200 % text, with the keyboard, in high contrast, without motion and on paper.",
          "A program does not find everything. An examination by people with a disability and by an independent party has not been done yet.",
        ],
      },
      {
        title: "What is not right yet",
        texts: [
          "What is wrong with the rows of a file is told in English only.",
          "Names of occupations and competencies come from the European classification ESCO, and are long or technical at times.",
        ],
      },
      {
        title: "Do you run into something?",
        texts: ["Tell your region's desk. We help you in another way at once, and put it right."],
      },
    ],
    desk: "Find your region's desk",
  },
  self: {
    title: "Come forward",
    lead: "You can come forward alone when you look for work or are going to lose your job. Taking part is voluntary.",
    how: "This is how it goes",
    steps: [
      "Contact your region's desk. Somebody there passes it on while you are with them.",
      "The party that belongs to your situation (your union or employer, UWV or your municipality) contacts you.",
      "Only after that talk, and only with your consent, there will be a profile that is searched.",
    ],
    staffTitle: "Somebody comes forward alone",
    staffLead:
      "Pass on that somebody comes forward alone. It becomes a request to the party that belongs to the situation. There is no profile before intake and consent.",
    givenName: "Given name",
    familyName: "Family name",
    postcode: "Postcode",
    postcodeHint: "Decides which region helps",
    situation: "What is the situation?",
    situations: {
      "under-notice-social-plan": "Under notice, with a social plan",
      "under-notice-small-firm": "Under notice at a small firm, without a social plan",
      "temporary-contract-ends": "A temporary contract ends",
      "self-employed-or-without-benefit": "Self-employed with too little income, or looking without benefit",
      "work-limitation": "Has a work limitation",
      "job-agreement-wajong": "Belongs to the job agreement group, Wajong",
      "job-agreement-other": "Belongs to the job agreement group, other",
      "short-right-to-ww": "Has a short right to WW",
      "enters-ww": "Enters WW",
      "applies-for-social-assistance": "Applies for social assistance",
      "young-person": "Is a young person",
    },
    email: "E-mail address",
    phone: "Telephone number",
    contactHint: "Fill in at least one of the two, so that somebody can answer",
    note: "Note",
    noteHint: "Put no medical data or BSN here",
    wrong: {
      voornaam: "Fill in the given name",
      achternaam: "Fill in the family name",
      postcode: "Fill in a whole postcode that exists, as 6811 KM",
      situatie: "Choose the situation",
      email: "Fill in an e-mail address or a telephone number",
      toelichting: "Check the note: 1,000 characters at most",
    },
    button: "Pass on",
    done: "Passed on",
    doneText: (party) => `The request is now with: ${party}. They will be in touch.`,
    parties: { "social-partners": "the social partners", uwv: "UWV", municipality: "the municipality" },
    another: "Pass on somebody else",
  },
};
