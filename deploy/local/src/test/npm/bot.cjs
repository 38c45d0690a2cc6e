// A bot on botbuilder-adapter-tyntec-whatsapp: takes our inbound callbacks and answers through our API.
// Arguments: base URL of the API's host, API key. Prints the port it listens on, then one JSON line for each activity.
const http = require("node:http");
const axios = require("axios");
const { TyntecWhatsAppAdapter } = require("botbuilder-adapter-tyntec-whatsapp");

const [host, apikey] = process.argv.slice(2);
const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");

// The adapter knows one host only; everything else of its calls stays as it made them.
const axiosInstance = axios.create();
axiosInstance.interceptors.request.use((call) => ({ ...call, url: call.url.replace("https://api.tyntec.com", host) }));
axiosInstance.interceptors.response.use((answer) => {
  say({ sent: answer.config.url, status: answer.status, body: answer.data });
  return answer;
});

const adapter = new TyntecWhatsAppAdapter({ axiosInstance, tyntecApikey: apikey });

// processActivity wants what web frameworks add to Node's response.
const likeExpress = (response) =>
  Object.assign(response, {
    status(code) {
      response.statusCode = code;
      return response;
    },
    send(body) {
      say({ failure: String(body) });
      response.write(String(body));
      return response;
    },
  });

const server = http.createServer((request, response) => {
  adapter.processActivity(request, likeExpress(response), async (context) => {
    const { type, channelId, text, id, from, recipient, conversation } = context.activity;
    say({ activity: { type, channelId, text, id, from, recipient, conversation } });
    await context.sendActivity("Echo: " + text);
  });
});

server.listen(0, "127.0.0.1", () => say({ port: server.address().port }));
