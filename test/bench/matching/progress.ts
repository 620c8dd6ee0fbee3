import { loadavg } from "node:os";

export type Say = (line: string) => void;

/** Lines with the time since the bench began, which steps in processes of their own are told as milliseconds since 1970. */
export const sayer =
  (began: number): Say =>
  (line) => {
    const seconds = Math.round((Date.now() - began) / 1000);
    const clock = `${String(Math.floor(seconds / 60)).padStart(3)}:${String(seconds % 60).padStart(2, "0")}`;
    console.log(`${clock}  ${line}`);
  };

/** How many wanted a processor in the last minute: with more than there are, times are worth little. */
export const load = (): number => Math.round(100 * (loadavg()[0] ?? Number.NaN)) / 100;
