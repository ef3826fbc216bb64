// Answers lines of JSON: the text of a file to what the editor holds and back, or a value to its text.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { format } = await import(pathToFileURL(`${folder}/yaml.js`));
const { fromFile, toFile } = format(JSON.parse(readFileSync(`${folder}/settings.json`, "utf-8")).yaml);
for await (const line of createInterface({ input: process.stdin })) {
  const { text, value } = JSON.parse(line);
  console.log(JSON.stringify(toFile(text === undefined ? value : fromFile(text))));
}
