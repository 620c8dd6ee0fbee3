import type { publicNl } from "../nl/public.ts";

export const publicEn: typeof publicNl = {
  start: {
    title: "From job to job",
    lead: "Overstap brings together employers who look for people, firms that have to let people go, and people who look for work. In every region a team helps you on.",
    visitorTitle: "What can we help you with?",
    welcome: (name) => `Welcome, ${name}`,
    welcomeLead: (role) => `You are signed in as ${role}. This is what you can do here.`,
    doors: {
      postVacancy: { title: "I look for people", text: "Post a vacancy: five questions in plain words." },
      reportSurplus: {
        title: "We will have surplus staff",
        text: "Report groups of staff for whom you look for other work, without names.",
      },
      seekWork: {
        title: "I look for (other) work",
        text: "Come forward. The party that guides you will contact you.",
      },
      myVacancies: { title: "My vacancies", text: "Their state; change, withdraw and use again." },
      couplings: { title: "Couplings", text: "Proposals to let people go from one firm to another." },
      upload: { title: "Send files", text: "Many notices at once, checked first without keeping anything." },
      mySurplus: { title: "Surplus notices", text: "Report, change or withdraw groups of staff." },
      findDesk: {
        title: "Find your region's desk",
        text: "There are 35 regions, each with a team and a desk of its own.",
      },
      occupations: {
        title: "Where can my work take me?",
        text: "See what other work is like yours, what you can do of it and what is new.",
      },
      queue: { title: "Work queue", text: "Proposals that wait for your team: claim, decide, hand over." },
      requests: {
        title: "Came forward",
        text: "People who came forward themselves: who waits, how long, and who helps them.",
      },
      passOn: {
        title: "Pass somebody on",
        text: "Does somebody come to you? Pass it on to the party that belongs to the situation.",
      },
      region: { title: "Figures of my region", text: "What there is, what happens and what is asked." },
      country: { title: "Figures of the Netherlands", text: "The 35 regions beside each other, with a map." },
      help: { title: "Help", text: "How it works, and whom you can call." },
    },
  },
  findDesk: {
    title: "Find your region's desk",
    lead: "Fill in a postcode. You are helped in the region where you live; as an employer, where the work is.",
    postcode: "Postcode",
    postcodeHint: "Four digits will do, for example 6811",
    button: "Find the desk",
    notAPostcode: "Fill in a postcode, as 6811 or 6811 KM",
    unknown: (pc4) => `We do not know the postcode area ${pc4}. Check the digits.`,
    result: (region) => `Your region is ${region}`,
    municipality: "Municipality",
    desk: "Desk",
    address: "Address",
    phone: "Telephone",
    email: "E-mail",
    website: "Website",
    since: "Active since",
    from: "Starts on",
    noContact: "The team has not filled in how it is reached yet. The desk can be found at the municipality.",
    all: "All regions",
    region: "Region",
    centre: "Centre municipality",
  },
};
