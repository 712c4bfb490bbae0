// The pages as Chromium draws them, each in light and dark, on a phone and on a desk.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
// Its licence, MPL-2.0, is that of a tool: no part of it is in the program.
import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [390, 1280];
const SCHEMES = ["light", "dark"];

export class Browser {
  static async start(server, pictures) {
    const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
    if (!known) throw new Error("there is no Chromium in /usr/bin");
    const browser = new Browser();
    browser.chromium = await chromium.launch({ executablePath: known, args: ["--no-sandbox", "--disable-gpu"] });
    if (pictures) mkdirSync(pictures, { recursive: true });
    return Object.assign(browser, { server, pictures });
  }

  /// What is wrong with a page, each fault once.
  async look(page) {
    const context = await this.chromium.newContext({ baseURL: this.server.address, extraHTTPHeaders: page.headers });
    const faults = new Set();
    try {
      const tab = await context.newPage();
      tab.on("console", (said) => ["error", "warning"].includes(said.type()) && faults.add(`the console says ${said.text()}`));
      tab.on("pageerror", (error) => faults.add(`a script failed: ${error}`));
      tab.on("requestfailed", (request) => faults.add(`not loaded: ${request.url()}`));
      await tab.addInitScript(axe.source);
      // What a policy forbids may be told nowhere else.
      await tab.addInitScript(() => addEventListener("securitypolicyviolation", (event) =>
        console.error(`policy ${event.violatedDirective} forbids ${event.blockedURI}`)));
      const answer = { body: page.page, contentType: "text/html", headers: { "content-security-policy": page.policy } };
      if (page.isFragment) await tab.route(`**${page.path}`, (route) => route.fulfill(answer));
      await tab.goto(page.path);
      // The documentation draws itself; all else is there when it is loaded.
      if (page.path === "/docs") await tab.waitForSelector(".opblock");
      // A fragment is the same as what its page has inside, and has no colours of its own.
      for (const width of page.isFragment ? WIDTHS.slice(0, 1) : WIDTHS) {
        for (const scheme of page.isFragment ? SCHEMES.slice(0, 1) : SCHEMES) {
          await tab.emulateMedia({ colorScheme: scheme });
          await tab.setViewportSize({ width, height: width === 390 ? 844 : 800 });
          // Only colours depend on the scheme.
          const rules = scheme === "light" ? { type: "tag", values: RULES } : { type: "rule", values: ["color-contrast"] };
          for (const fault of await this.inspect(tab, rules)) faults.add(`${fault} (${width} ${scheme})`);
          if (this.pictures) await tab.screenshot({ path: this.picture(page, width, scheme), fullPage: true });
        }
      }
    } finally {
      await context.close();
    }
    return [...faults];
  }

  async inspect(tab, runOnly) {
    const [violations, widths] = await tab.evaluate(async (runOnly) => {
      const { violations } = await axe.run({ runOnly, resultTypes: ["violations"] });
      const { scrollWidth, clientWidth } = document.documentElement;
      return [violations, [scrollWidth, clientWidth]];
    }, runOnly);
    const faults = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length} times, first ${nodes[0].html} ${nodes[0].failureSummary}`);
    if (widths[0] > widths[1]) faults.push(`it is ${widths[0]} wide where ${widths[1]} are to be had`);
    return faults;
  }

  picture(page, width, scheme) {
    return join(this.pictures, `${page.name.replaceAll(/[^a-z0-9.-]+/gi, "_")}.${width}.${scheme}.png`);
  }

  stop() {
    return this.chromium.close();
  }
}
