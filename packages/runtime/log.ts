import { Logger } from "@aws-lambda-powertools/logger";

/** Only plain values, so that an event, a profile or a request body cannot be logged by accident. */
export type Fields = Record<string, string | number | boolean>;
export type Log = {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
};

/** A log of JSON lines (Powertools); level and service come from POWERTOOLS_* and LOG_LEVEL. */
export const jsonLog = (serviceName: string): Log => {
  const logger = new Logger({ serviceName });
  return {
    info: (message, fields = {}) => logger.info(message, fields),
    warn: (message, fields = {}) => logger.warn(message, fields),
    error: (message, fields = {}) => logger.error(message, fields),
  };
};
