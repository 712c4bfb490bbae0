// The HTML as it is sent, against the standard and the rules for those who cannot see it.
import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:document"],
  rules: {
    // Ids of blocks begin with a letter and ours with `_`, so that they never meet. HTML allows every id without spaces.
    "valid-id": ["error", { relaxed: true }],
    // A title is what an author wrote, whole.
    "long-title": "off",
    // What a page loads comes from the server that sent the page; a hash protects what comes from elsewhere.
    "require-sri": ["error", { target: "crossorigin" }],
  },
});

export async function validate(page) {
  const report = await validator.validateString(page.page, page.path);
  return report.results.flatMap(({ messages }) =>
    messages.map((found) => `${found.ruleId} ${found.line}:${found.column} ${found.message} ${excerpt(page.page, found)}`));
}

const excerpt = (text, { line, column }) => JSON.stringify(text.split("\n")[line - 1]?.slice(column - 1, column + 60) ?? "");
