import type { Role } from "#packages/domain/actor.ts";
import { Heading, Paragraph } from "../../components/text.tsx";
import type { Desk } from "../../frame/desk-env.ts";
import { showPage } from "../../frame/show-page.tsx";
import { useTexts } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";

type DoorName = keyof Texts["public"]["start"]["doors"];
type DoorPlace = { readonly door: DoorName; readonly path: string };

const VISITOR: readonly DoorPlace[] = [
  { door: "postVacancy", path: "/vacatures/nieuw" },
  { door: "reportSurplus", path: "/overschot/nieuw" },
  { door: "seekWork", path: "/zelf-melden" },
];

/** What somebody of a role comes for, the most usual first. A room with work for a role adds its door. */
const BY_ROLE: Partial<Record<Role, readonly DoorPlace[]>> = {
  employer: [
    { door: "postVacancy", path: "/vacatures/nieuw" },
    { door: "myVacancies", path: "/vacatures" },
    { door: "mySurplus", path: "/overschot" },
    { door: "couplings", path: "/koppelingen" },
    { door: "upload", path: "/bestanden-sturen" },
    { door: "findDesk", path: "/uw-regio" },
  ],
  "sector-organisation": [
    { door: "mySurplus", path: "/overschot" },
    { door: "couplings", path: "/koppelingen" },
    { door: "upload", path: "/bestanden-sturen" },
  ],
  team: [
    { door: "queue", path: "/werkvoorraad" },
    { door: "requests", path: "/zelf-gemeld" },
    { door: "region", path: "/regio" },
    { door: "country", path: "/nederland" },
    { door: "couplings", path: "/koppelingen" },
    { door: "findDesk", path: "/uw-regio" },
  ],
  coordinator: [
    { door: "queue", path: "/werkvoorraad" },
    { door: "requests", path: "/zelf-gemeld" },
    { door: "region", path: "/regio" },
    { door: "country", path: "/nederland" },
    { door: "couplings", path: "/koppelingen" },
  ],
  "responsible-party": [
    { door: "requests", path: "/zelf-gemeld" },
    { door: "passOn", path: "/zelf-melden" },
    { door: "occupations", path: "/beroepen" },
    { door: "findDesk", path: "/uw-regio" },
  ],
  "national-point": [{ door: "country", path: "/nederland" }],
  "steering-group": [{ door: "country", path: "/nederland" }],
  auditor: [{ door: "country", path: "/nederland" }],
  administrator: [{ door: "country", path: "/nederland" }],
};
const OTHERS: readonly DoorPlace[] = [
  { door: "occupations", path: "/beroepen" },
  { door: "findDesk", path: "/uw-regio" },
  { door: "help", path: "/hulp" },
];

const Doors = ({ places }: { readonly places: readonly DoorPlace[] }) => {
  const { doors } = useTexts().public.start;
  return (
    <div class="desk-cards desk-wide">
      {places.map(({ door, path }) => (
        <a class="desk-door" href={path}>
          <span class="desk-door__title">{doors[door].title}</span>
          {doors[door].text}
        </a>
      ))}
    </div>
  );
};

const VisitorStart = () => {
  const { start } = useTexts().public;
  return (
    <>
      <div class="desk-hero desk-wide">
        <Heading level={1}>{start.title}</Heading>
        <Paragraph lead>{start.lead}</Paragraph>
      </div>
      <Heading level={2}>{start.visitorTitle}</Heading>
      <Doors places={VISITOR} />
      <Doors places={OTHERS} />
    </>
  );
};

type UserStartProps = { readonly name: string; readonly role: Role };

const UserStart = ({ name, role }: UserStartProps) => {
  const { frame, public: texts } = useTexts();
  return (
    <>
      <Heading level={1}>{texts.start.welcome(name)}</Heading>
      <Paragraph lead>{texts.start.welcomeLead(frame.roles[role])}</Paragraph>
      <Doors places={BY_ROLE[role] ?? OTHERS} />
    </>
  );
};

/** The start page: for visitors what there is, for whoever is signed in what they came for. */
export const serveStart = (desk: Desk): void => {
  desk.get("/", async (c) => {
    const { user, t } = c.var;
    if (user?.role === "job-seeker") return c.redirect("/mijn", 303);
    return showPage(c, {
      title: t.public.start.title,
      content:
        user === undefined ? (
          <VisitorStart />
        ) : (
          <UserStart name={user.name ?? t.frame.roles[user.role]} role={user.role} />
        ),
    });
  });
};
