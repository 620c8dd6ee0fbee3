import * as z from "zod";

/** The function's environment, checked at cold start. Throws a ZodError that names what is missing. */
export const readEnv = <S extends z.ZodRawShape>(shape: S) => z.object(shape).parse(process.env);
