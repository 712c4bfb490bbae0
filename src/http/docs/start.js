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
  validatorUrl: null,
  plugins: [accessible],
});
