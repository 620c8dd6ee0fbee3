import type { OwnProposal } from "../../api/me.ts";
import { Badge } from "../../components/lists.tsx";
import { useView } from "../../frame/view.tsx";

/** How a state looks: good news, something that goes on, or over. */
export const StateBadge = ({ state }: Pick<OwnProposal, "state">) => {
  const { states } = useView().t.me.proposals;
  if (state === "placed" || state === "introduced" || state === "accepted")
    return <Badge kind="good">{states[state]}</Badge>;
  return <Badge>{states[state]}</Badge>;
};
