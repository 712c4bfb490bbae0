// A stream of events has no end, and the page shows an answer once it has come to its end: of a stream it shows the first seconds.
const SECONDS_OF_A_STREAM = 3;

const fetchInPart = async (url, request) => {
  const gone = new AbortController();
  const answer = await fetch(url, { ...request, signal: gone.signal });
  if (answer.headers.get("content-type") !== "text/event-stream") return answer;
  setTimeout(() => gone.abort(), 1000 * SECONDS_OF_A_STREAM);
  const parts = [];
  const reader = answer.body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  } catch {
    // What came until then is shown.
  }
  const shown = new Response(new Blob(parts), { status: answer.status, headers: answer.headers });
  Object.defineProperty(shown, "url", { value: answer.url });
  return shown;
};

// What a screen reader meets: a heading above the operations, no link inside a button (a click on the button leads there
// too), and no choice of servers, because there is one.
const accessible = ({ React: { createElement, Fragment } }) => ({
  components: {
    DeepLink: ({ text }) => createElement("span", null, text),
    ServersContainer: () => null,
  },
  wrapComponents: {
    operations: (Operations) => (properties) =>
      createElement(Fragment, null, createElement("h2", null, "Operations"), createElement(Operations, properties)),
  },
});

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#document",
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  requestInterceptor: (request) => Object.assign(request, { userFetch: fetchInPart }),
  validatorUrl: null,
  plugins: [accessible],
});
