import { MAX_FILE_BYTES } from "./import-kinds.ts";
import { RefusedFile } from "./refused-file.ts";

const startsWith = (bytes: Uint8Array, ...mark: readonly number[]) =>
  mark.every((byte, index) => bytes[index] === byte);

const decode = (bytes: Uint8Array, charset: string): string => {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new RefusedFile([`the charset ${charset.slice(0, 40)} is not known here`]);
    throw new RefusedFile([
      "it is not UTF-8. In Excel, save it as 'CSV UTF-8'; or send it with charset=windows-1252 in its Content-Type",
    ]);
  }
};

/**
 * The text of a file, its line ends as \n, without byte order mark. UTF-8 unless the sender names another charset.
 * Throws RefusedFile: empty, larger than 4 MB, UTF-16 that does not say so, or not in its charset.
 */
export const fileText = (bytes: Uint8Array, charset = "utf-8"): string => {
  if (bytes.byteLength > MAX_FILE_BYTES)
    throw new RefusedFile(["it is larger than 4 MB"], { tooLarge: true });
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff))
    throw new RefusedFile(["it is UTF-16. Save it as 'CSV UTF-8'"]);
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04))
    throw new RefusedFile(["it is a ZIP archive or an Excel workbook. Save it as 'CSV UTF-8'"]);
  const text = decode(bytes, charset).replaceAll(/\r\n?/g, "\n");
  if (text.trim() === "") throw new RefusedFile(["it is empty"]);
  return text;
};
