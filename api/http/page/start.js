// Draws the interactive documentation from the service's own description.
// validatorUrl is null because its default sends the description's address to an outside host.
SwaggerUIBundle({
  url: "v1/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
});
