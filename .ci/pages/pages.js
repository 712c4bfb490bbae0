// All pages there are: every operation of the document that answers with HTML, for every text of the seed and of `content`.
import { readFileSync } from "node:fs";

const PARTS = ["", ".html"];
const OF_ARTICLES = [...PARTS, "/evidence", "/evidence.html", "/references", "/references.html"];

export async function everyPage(server) {
  const documented = await documentedPaths(server);
  const addresses = [
    "/docs", "/v1/references", "/v1/references.html",
    ...kindsOfProblems().map((name) => `/problems/${name}`),
    ...await all(server, "articles", OF_ARTICLES), ...await all(server, "therapies", PARTS), ...await all(server, "conditions", PARTS),
  ];
  for (const path of documented) {
    const pattern = new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/.?]+")}(\\?.*)?$`);
    if (!addresses.some((address) => pattern.test(address))) throw new Error(`nothing is looked at that ${path} answers`);
  }
  const pages = [];
  for (const path of addresses) pages.push(await load(server, path, {}));
  // With a key a report has more in it.
  const reports = addresses.filter((path) => /evidence\.html/.test(path));
  for (const path of reports) pages.push(await load(server, path, { authorization: `Bearer ${server.key}` }));
  // Two addresses of one page are looked at once.
  const looked = new Set();
  return pages.filter(({ text }) => !looked.has(text) && looked.add(text));
}

/// The names of all problems, which the document does not list.
function kindsOfProblems() {
  const source = readFileSync(new URL("../../src/http/problem/kind.rs", import.meta.url), "utf8");
  const names = [...source.matchAll(/^ +name: "([a-z-]+)",$/gm)].map(([, name]) => name);
  if (names.length < 20) throw new Error(`only ${names.length} kinds of problems were found`);
  return names;
}

/// The paths of the document that answer with HTML.
async function documentedPaths(server) {
  const { paths } = await (await server.get("/openapi.json")).json();
  return Object.keys(paths).filter((path) => paths[path].get?.responses["200"]?.content?.["text/html"]);
}

async function all(server, kind, parts) {
  const { items, next_cursor } = await (await server.get(`/v1/${kind}?limit=100`)).json();
  if (next_cursor) throw new Error(`${kind} need a second page`);
  return items.flatMap(({ slug, locale }) => {
    const query = locale && locale !== "en" ? `?locale=${locale}` : "";
    return parts.map((part) => `/v1/${kind}/${slug}${part}${query}`);
  });
}

/// The text as it came. A fragment, which is to be put into a page, is put into one, because no browser can be asked of less.
async function load(server, path, headers) {
  const answer = await server.get(path, { accept: "text/html", ...headers });
  const [text, policy] = [await answer.text(), answer.headers.get("content-security-policy")];
  const isFragment = !/^<!doctype html>/i.test(text);
  const framed = `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Frame</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/article.css"></head><body><main>\n${text}</main></body></html>\n`;
  const name = headers.authorization ? `${path} with a key` : path;
  return { name, path, headers, policy, text, isFragment, page: isFragment ? framed : text };
}

/// A page with one fault of each kind, to see that each is found.
export const BROKEN = {
  name: "a broken page", path: "/problems/not-found", headers: {}, policy: "default-src 'none'; img-src 'self'", isFragment: true,
  page: `<!DOCTYPE html>\n<html lang="en"><head><title>Broken</title></head><body><main><h1>Broken</h1><p><div>No place for it</div>
<img src="/nothing.png"><p style="width: 2000px">${"wide".repeat(500)}</p></main></body></html>\n`,
  faults: [/^no-implicit-close /, /^image-alt: /, /^it is \d+ wide where 390 /, /policy style-src-attr forbids/, /the console says .*404/],
};
