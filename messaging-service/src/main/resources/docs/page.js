// URLs are relative, so that the page works below any path prefix of a gateway.
const urls = [{ name: 'Conversations API', url: '../openapi' }];
if (DOCUMENTS.operator) {
  urls.push({ name: 'Operator API', url: '../openapi/operator' });
}
SwaggerUIBundle({
  urls,
  dom_id: '#swagger-ui',
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
  // The validator badge would send the document's URL to an external server.
  validatorUrl: null,
  deepLinking: true,
});
