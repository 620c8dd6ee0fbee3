import * as z from "zod";
import { WithdrawalReason } from "#packages/domain/vacancy.ts";

/** Why a vacancy or a notice is withdrawn. */
export const Withdrawal = z.object({ reason: WithdrawalReason }).strict().meta({ id: "Withdrawal" });
