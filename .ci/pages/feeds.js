// Feeds and what crawlers look for, against the published schemas and as parsers of others read them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { validateXML } from "xmllint-wasm";
import robots from "robots-parser";

const schema = (fileName) => ({ fileName, contents: readFileSync(new URL(`schemas/${fileName}`, import.meta.url), "utf8") });
// The schema of sitemaps.org 0.9, as it is published.
const published = createRequire(import.meta.url).resolve("sitemap/schema/sitemap.xsd");
const sitemap = { fileName: "sitemap.xsd", contents: readFileSync(published, "utf8") };

/// Each with the faults that were found.
export async function checkFeeds(server) {
  const text = async (path) => (await server.get(path)).text();
  const { total } = await (await server.get("/v1/articles?limit=1&count=true")).json();
  const [atom, map] = [await text("/atom.xml"), await text("/sitemap.xml")];
  return {
    "/atom.xml": [...await atomFaults(atom), ...counted(atom, /<entry/g, total)],
    "/sitemap.xml": [...await mapFaults(map), ...counted(map, /<loc>/g, total)],
    "/robots.txt": robotsFaults(server.publicUrl, await text("/robots.txt")),
    "/llms.txt": llmsFaults(await text("/llms.txt"), total),
  };
}

/// Shows that faults would be found.
export async function checkThatFaultsAreFound() {
  const feed = '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:y</id><title>A</title><updated>today</updated></feed>';
  const map = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><lastmod>2026-01-01</lastmod></url></urlset>';
  const found = [await atomFaults(feed), await mapFaults(map), robotsFaults("https://a.example", "User-agent: *\nDisallow: /\n"), llmsFaults("# A\n\n> B\n\n## C\n\n- D\n", 0)];
  if (found.some((faults) => faults.length === 0)) throw new Error(`not all faults were found: ${JSON.stringify(found)}`);
}

const atomFaults = (xml) => xmlFaults({ xml, schema: schema("atom.rng"), extension: "relaxng" });
const mapFaults = (xml) => xmlFaults({ xml, schema: schema("sitemap-and-links.xsd"), preload: [sitemap, schema("link.xsd")] });

async function xmlFaults(options) {
  const { valid, errors, rawOutput } = await validateXML(options);
  return valid ? [] : errors.length > 0 ? errors.map(({ rawMessage }) => rawMessage) : [rawOutput];
}

const counted = (text, pattern, total) => {
  const count = text.match(pattern)?.length ?? 0;
  return count === total ? [] : [`it has ${count} articles, the list ${total}`];
};

function robotsFaults(publicUrl, text) {
  const rules = robots(`${publicUrl}/robots.txt`, text);
  const isOpen = rules.isAllowed(`${publicUrl}/v1/articles/massage-for-sciatica`, "AnyBot");
  const map = rules.getSitemaps().join();
  return [...isOpen ? [] : ["articles are closed to crawlers"], ...map === `${publicUrl}/sitemap.xml` ? [] : [`it names the map ${map}`]];
}

/// The form of llmstxt.org: a title, a summary as a quotation, words, then sections that are nothing but lists of links, each with a
/// note behind a colon.
function llmsFaults(text, total) {
  const [head, ...sections] = text.split(/^## /m);
  const faults = /^# .+\n\n> .+\n\n[^#>-][^#]*$/.test(head) ? [] : [`it begins with ${head}`];
  const lines = sections.flatMap((section) => section.split("\n").slice(1)).filter((line) => line.trim());
  const links = lines.map((line) => [line, line.match(/^- \[([^\[\]]+)\]\((https?:[^\s()]+)\)(: .+)?$/)]);
  faults.push(...links.filter(([, link]) => !link).map(([line]) => `no link with a note: ${line}`));
  const articles = links.filter(([, link]) => /\/v1\/articles\//.test(link?.[2]));
  return articles.length === total ? faults : [...faults, `it has ${articles.length} articles, the list ${total}`];
}
