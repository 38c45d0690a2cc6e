// A client of Meta's Graph API on the npm package @great-detail/whatsapp. Arguments: base URL, token, app secret, verify
// token. It also receives webhooks, with the handshake and the signature check of the package, and writes its port first.
// Reads JSON lines: {"call": "businessProfile.getBusinessProfile", "with": {…}} calls a method of the package;
// {"http": "POST", "path": …, "query": {…}, "authorization": …, "offset": …, "base64": …} calls a path for which the
// package has no method, with its HTTP client. Writes a JSON line for each result, failure and webhook.
const http = require("node:http");
const path = require("node:path");
const readline = require("node:readline");
const { pathToFileURL } = require("node:url");

const [host, token, secret, verifyToken] = process.argv.slice(2);
const emit = (line) => process.stdout.write(JSON.stringify(line) + "\n");

// The package has an entry point for import only, and import ignores NODE_PATH.
const entry = path.join(process.env.NODE_PATH, "@great-detail/whatsapp/dist/index.js");

async function body(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function register(client, query, response) {
  const registration = await client.webhook.register({ method: "GET", query });
  const accepted = registration.verifyToken === verifyToken;
  response.writeHead(accepted ? 200 : 403).end(accepted ? registration.accept() : "");
  emit({ handshake: accepted });
}

async function notify(client, request, response) {
  const event = { method: request.method, headers: request.headers, body: await body(request) };
  const notification = await client.webhook.eventNotification(event);
  await notification.verifySignature(secret);
  response.writeHead(200).end();
  emit({ webhook: notification.eventNotification });
}

function listen(client) {
  const server = http.createServer((request, response) => {
    const query = Object.fromEntries(new URL(request.url, "http://localhost").searchParams);
    const handled = request.method === "GET" ? register(client, query, response) : notify(client, request, response);
    handled.catch((failure) => {
      response.writeHead(403).end();
      emit({ refused: String(failure) });
    });
  });
  server.listen(0, "127.0.0.1", () => emit({ port: server.address().port }));
}

function callMethod(client, { call, with: parameters }) {
  const [api, method] = call.split(".");
  const [id, options] = Array.isArray(parameters) ? parameters : [parameters];
  return client[api][method](id, options).json();
}

function callPath(client, { http: method, path: target, query, authorization, offset, base64 }) {
  const headers = {};
  if (authorization) {
    headers.Authorization = authorization;
  }
  if (offset !== undefined) {
    headers.file_offset = String(offset);
  }
  const content = base64 === undefined ? undefined : Buffer.from(base64, "base64");
  return client._transport(target, { method, headers, body: content, ...(query ? { searchParams: query } : {}) }).json();
}

async function run(client, line) {
  const request = JSON.parse(line);
  const name = request.call ?? request.http + " " + request.path;
  try {
    emit({ result: name, json: await (request.call ? callMethod(client, request) : callPath(client, request)) });
  } catch (failure) {
    emit({ failure: name, status: failure.response?.status, json: await failure.response?.json(), text: String(failure) });
  }
}

import(pathToFileURL(entry)).then(({ Client }) => {
  const client = new Client({
    prefixUrl: host + "/graph",
    graphVersion: "v25.0",
    request: { headers: { Authorization: "Bearer " + token } },
  });
  let previous = Promise.resolve();
  readline.createInterface({ input: process.stdin }).on("line", (line) => {
    previous = previous.then(() => run(client, line));
  });
  listen(client);
});
