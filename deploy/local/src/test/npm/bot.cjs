// A bot on botbuilder-adapter-tyntec-whatsapp: receives inbound callbacks, echoes texts, and sends requested activities.
// Arguments: base URL of the API's host, API key. Writes its port, then a JSON line for each event.
// Reads JSON lines: {"from": our number, "to": a person, "activity": {…}}.
const http = require("node:http");
const readline = require("node:readline");
const axios = require("axios");
const { TyntecWhatsAppAdapter } = require("botbuilder-adapter-tyntec-whatsapp");

const [host, apikey] = process.argv.slice(2);
const emit = (line) => process.stdout.write(JSON.stringify(line) + "\n");

// Suppresses the adapter's warnings about members that it ignores.
console.warn = () => {};

// The adapter supports one host only; only the host of its calls is replaced.
const axiosInstance = axios.create();
axiosInstance.interceptors.request.use((call) => ({ ...call, url: call.url.replace("https://api.tyntec.com", host) }));
axiosInstance.interceptors.response.use((answer) => {
  const { method, url, data } = answer.config;
  if (method === "post") {
    emit({ sent: url, status: answer.status, request: JSON.parse(data), body: answer.data });
  } else {
    emit({ fetched: url, status: answer.status, type: answer.headers["content-type"] });
  }
  return answer;
});

const adapter = new TyntecWhatsAppAdapter({ axiosInstance, tyntecApikey: apikey });

// processActivity requires methods that web frameworks add to Node's response.
const likeExpress = (response) =>
  Object.assign(response, {
    status(code) {
      response.statusCode = code;
      return response;
    },
    send(body) {
      emit({ failure: String(body) });
      response.write(String(body));
      return response;
    },
  });

const server = http.createServer((request, response) => {
  adapter.processActivity(request, likeExpress(response), async (context) => {
    emit({ activity: context.activity });
    if (context.activity.channelData.contentType === "text") {
      await context.sendActivity("Echo: " + context.activity.text);
    }
  });
});

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { from, to, activity } = JSON.parse(line);
  const reference = { channelId: "whatsapp", bot: { id: from }, user: { id: to }, conversation: { id: to } };
  adapter
    .continueConversation(reference, (context) => context.sendActivity(activity))
    .catch((failure) => emit({ failure: String(failure) }));
});

server.listen(0, "127.0.0.1", () => emit({ port: server.address().port }));
