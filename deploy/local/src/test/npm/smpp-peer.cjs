// A peer of an SMPP connection, with the npm package smpp.
// Arguments: "smsc" PORT SYSTEM_ID PASSWORD listens, "esme" PORT SYSTEM_ID PASSWORD binds; both on this machine.
// Writes a JSON line for each event. Reads JSON lines with the parameters of one PDU and its name as "pdu"; "udh" is a
// user data header in hex.
const readline = require("node:readline");
const smpp = require("smpp");

const [role, port, system_id, password] = process.argv.slice(2);
const emit = (line) => process.stdout.write(JSON.stringify(line) + "\n");

// A restarted SMSC does not assign the ids of its last run again: a receipt that overtakes its submit_sm_resp would belong to the older message.
let ids = Math.floor(Date.now() / 100) % 0x7fffffff;
let peer;

const texts = new Map();

// Returns the text once all its segments have arrived.
function join({ destination_addr, short_message }) {
  if (!short_message.udh) {
    return short_message.message;
  }
  const [, , reference, total, number] = short_message.udh[0];
  const key = destination_addr + "/" + reference;
  const parts = texts.get(key) ?? new Map();
  texts.set(key, parts.set(number, short_message.message));
  return parts.size < total ? undefined : [...Array(total).keys()].map((index) => parts.get(index + 1)).join("");
}

function message(pdu) {
  const { source_addr, destination_addr, esm_class, data_coding, registered_delivery } = pdu;
  const { receipted_message_id, message_state } = pdu;
  const part = pdu.short_message.message;
  const text = join(pdu);
  return {
    source_addr, destination_addr, esm_class, data_coding, registered_delivery,
    receipted_message_id, message_state, part, text,
  };
}

function handle(session) {
  session.on("submit_sm", (pdu) => {
    const message_id = "N" + (++ids).toString(16).padStart(8, "0");
    emit({ submit: { ...message(pdu), message_id } });
    session.send(pdu.response({ message_id }));
  });
  session.on("deliver_sm", (pdu) => {
    emit({ deliver: message(pdu) });
    session.send(pdu.response());
  });
  session.on("enquire_link", (pdu) => {
    emit({ enquired: true });
    session.send(pdu.response());
  });
  session.on("unbind", (pdu) => {
    session.send(pdu.response());
    session.close();
  });
  session.on("unbind_resp", () => session.close());
  session.on("error", (failure) => emit({ failure: String(failure) }));
}

function listen() {
  const server = smpp.createServer((session) => {
    session.on("bind_transceiver", (pdu) => {
      const known = pdu.system_id === system_id && pdu.password === password;
      emit({ bind: { system_id: pdu.system_id, interface_version: pdu.interface_version, known } });
      session.send(pdu.response({ command_status: known ? 0 : smpp.ESME_RBINDFAIL, system_id: "node" }));
      peer = session;
    });
    handle(session);
  });
  server.listen(Number(port), "127.0.0.1", () => emit({ listening: true }));
}

function bind() {
  peer = smpp.connect({ host: "127.0.0.1", port: Number(port) });
  handle(peer);
  peer.bind_transceiver({ system_id, password }, (answer) => emit({ bound: answer.command_status }));
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { pdu, udh, message: text, ...parameters } = JSON.parse(line);
  if (text !== undefined) {
    parameters.short_message = udh ? { udh: Buffer.from(udh, "hex"), message: text } : text;
  }
  peer[pdu](parameters, ({ command_status, message_id }) => emit({ answered: pdu, command_status, message_id }));
});

role === "smsc" ? listen() : bind();
