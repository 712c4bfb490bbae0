// Checks every page of a Sinew binary: `node check.js BINARY [FOLDER]`. Each is valid HTML, has nothing that shuts readers out
// (axe: WCAG 2.2 AA and best practice), keeps its own policy, says nothing in the console, and is no wider than a phone, in
// light and in dark. Feeds and maps are valid and have what the list has. FOLDER takes pictures of the pages.
import { validate } from "./html.js";
import { Browser } from "./browser.js";
import { checkFeeds, checkThatFaultsAreFound } from "./feeds.js";
import { BROKEN, everyPage } from "./pages.js";
import { Server } from "./server.js";

const [binary, pictures] = process.argv.slice(2);
if (!binary) throw new Error("usage: node check.js BINARY [FOLDER]");

const server = await Server.start(binary);
const browser = await Browser.start(server, pictures);
let failed = 0;
let passed = 0;
const faultsOf = async (page) => [...(await validate(page)), ...(await browser.look(page))];
try {
  const found = await faultsOf(BROKEN);
  const missed = BROKEN.faults.filter((fault) => !found.some((line) => fault.test(line)));
  if (missed.length > 0) throw new Error(`${missed} would not be noticed, only\n${found.join("\n")}`);
  const pages = await everyPage(server);
  const check = async () => {
    for (let page = pages.shift(); page; page = pages.shift()) {
      const faults = await faultsOf(page);
      faults.length > 0 ? failed++ : passed++;
      for (const fault of faults) console.log(`${page.name}: ${fault}`);
    }
  };
  await Promise.all([check(), check()]);
} finally {
  await browser.stop();
  await server.stop();
}

await checkThatFaultsAreFound();
const known = await Server.start(binary, "https://api.example.org");
try {
  for (const [path, faults] of Object.entries(await checkFeeds(known))) {
    faults.length > 0 ? failed++ : passed++;
    for (const fault of faults) console.log(`${path}: ${fault}`);
  }
} finally {
  await known.stop();
}
console.log(`${passed} passed, ${failed} failed`);
// A check that looked at nothing has shown nothing.
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
