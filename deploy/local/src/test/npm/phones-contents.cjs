// Messages of every kind, as a business sends them to the sandbox.
const smpp = require('smpp');
const zlib = require('zlib');

const NUMBER = '4930555100';
const SERVICE = '7042';
const HOSTILE = '<script>window.ran = 1</script><img src=x onerror="window.ran = 1">\u202Egnp.exe';

/** A client of the sandbox for one test: the APIs of the providers, and the API of the phones. */
class Sandbox {
  constructor(url, settings) {
    this.url = url;
    this.settings = settings;
  }

  async call(method, path, body, headers = {}) {
    const response = await fetch(this.url + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : body instanceof Uint8Array ? body : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  /** Returns the id of the message. */
  async whatsapp(to, type, content, more = {}) {
    const body = { messaging_product: 'whatsapp', recipient_type: 'individual', to, type, [type]: content, ...more };
    const headers = { Authorization: `Bearer ${this.settings.metaToken}` };
    const answer = await this.call('POST', `/graph/v25.0/${this.settings.numberId}/messages`, body, headers);
    return answer.messages[0].id;
  }

  /** Marks a message of a person as read, and shows that the business is typing. */
  markReadAndType(id) {
    const body = { messaging_product: 'whatsapp', status: 'read', message_id: id, typing_indicator: { type: 'text' } };
    return this.call('POST', `/graph/v25.0/${this.settings.numberId}/messages`, body, { Authorization: `Bearer ${this.settings.metaToken}` });
  }

  text(to, body) {
    return this.whatsapp(to, 'text', { body });
  }

  async viber(to, message) {
    const body = { receiver: to, sender: { name: 'Corner shop' }, min_api_version: 7, ...message };
    const answer = await this.call('POST', '/viber/pa/send_message', body, { 'X-Viber-Auth-Token': this.settings.viberToken });
    if (answer.status !== 0) throw new Error(JSON.stringify(answer));
  }

  partner(to, content) {
    const messages = [{ sender: SERVICE, destinations: [{ to }], content }];
    return this.call('POST', '/viber-partner/viber/2/messages', { messages }, { Authorization: `App ${this.settings.viberToken}` });
  }

  /** Submits a short message in segments, each with its data_coding. */
  async sms(to, segments, coding = 0) {
    const session = smpp.connect({ url: `smpp://127.0.0.1:${this.settings.smscPort}` });
    const call = (name, parameters) => new Promise((resolve, reject) => {
      session.on('error', reject);
      session[name](parameters, (answer) => (answer.command_status === 0 ? resolve(answer) : reject(new Error(`${name}: ${answer.command_status}`))));
    });
    await call('bind_transceiver', { system_id: this.settings.smppSystemId, password: this.settings.smppPassword });
    session.on('deliver_sm', (receipt) => session.send(receipt.response()));
    for (const [index, message] of segments.entries()) {
      const udh = segments.length === 1 ? undefined : Buffer.from([5, 0, 3, 7, segments.length, index + 1]);
      await call('submit_sm', {
        source_addr_ton: 5, source_addr: 'CornerShop', destination_addr: to, registered_delivery: 1, data_coding: coding,
        esm_class: udh === undefined ? 0 : 0x40, short_message: udh === undefined ? { message } : { udh, message },
      });
    }
    session.close();
  }

  /** Uploads a file as a person of Viber does; returns its URL. */
  async file(type, bytes) {
    return (await this.call('POST', '/phones/api/phones/viber/files/files', bytes, { 'Content-Type': type })).file;
  }

  messages(channel, person) {
    return this.call('GET', `/phones/api/phones/${channel}/${encodeURIComponent(person)}/messages`).then((answer) => answer.messages);
  }

  inbound() {
    return this.call('GET', '/control/inbound?limit=10000').then((answer) => answer.inbound);
  }
}

/** The checksum of PNG; zlib has it only since Node 20. */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A picture of 64 by 64 pixels with a circle. */
function png() {
  const size = 64;
  const rows = Buffer.alloc(size * (1 + size * 3));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const inside = Math.hypot(x - 32, y - 32) < 22;
      rows.set(inside ? [255, 196, 0] : [60, 4 * y, 180], y * (1 + size * 3) + 1 + x * 3);
    }
  }
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 0, size, 0, 0, 0, size, 8, 2, 0, 0, 0]);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', zlib.deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

const PNG = png();

/** A second of silence. */
function wav() {
  const samples = 8_000;
  const file = Buffer.alloc(44 + samples, 128);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + samples, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(samples, 24);
  file.writeUInt32LE(samples, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples, 40);
  return file;
}

const interactive = (type, action, more = {}) => ['interactive', { type, body: { text: `An interactive message: ${type}` }, action, ...more }];
const rows = (title, ids) => ({ title, rows: ids.map((id) => ({ id, title: `Row ${id}`, description: `Description of ${id}` })) });

/** Every content of WhatsApp. Returns [type, content] by name. */
async function whatsappContents(sandbox) {
  const image = await sandbox.file('image/png', PNG);
  const sound = await sandbox.file('audio/wav', wav());
  const footer = { footer: { text: 'Corner shop' } };
  const template = (name, code, components) => ['template', { name, language: { code }, components }];
  return {
    text: ['text', { body: 'Hello *bold* _italic_ ~struck~ ```code``` https://shop.example.com/a?b=c', preview_url: true }],
    image: ['image', { link: image, caption: 'An image' }],
    broken: ['image', { link: 'http://127.0.0.1:1/none.png', caption: 'A broken image' }],
    video: ['video', { link: image }],
    audio: ['audio', { link: sound }],
    document: ['document', { link: image, filename: 'invoice.pdf', caption: 'A document' }],
    sticker: ['sticker', { link: image }],
    location: ['location', { latitude: 52.52, longitude: 13.405, name: 'Corner shop', address: 'Main street 1' }],
    contacts: ['contacts', [{ name: { formatted_name: 'Mina Muster', first_name: 'Mina' }, phones: [{ phone: '+49 170 1234567' }], org: { company: 'Corner shop' } }]],
    template: template('visit_reminder', 'en', [
      { type: 'header', parameters: [{ type: 'image', image: { link: image } }] },
      { type: 'body', parameters: [{ type: 'text', text: 'Mina' }, { type: 'text', text: 'at ten' }] },
      { type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: 'confirmed' }] }]),
    code: template('login_code', 'en', [{ type: 'body', parameters: [{ type: 'text', text: '471100' }] },
      { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '471100' }] }]),
    link: template('order_update', 'en_US', [
      { type: 'header', parameters: [{ type: 'text', parameter_name: 'order_id', text: '17' }] },
      { type: 'body', parameters: [{ type: 'text', parameter_name: 'first_name', text: 'Mina' }] },
      { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'x17' }] }]),
    carousel: template('spring_lamps', 'en', [{ type: 'carousel', cards: [0, 1].map((index) => ({
      card_index: index, components: [{ type: 'header', parameters: [{ type: 'image', image: { link: image } }] }] })) }]),
    offer: template('autumn_offer', 'en', [
      { type: 'limited_time_offer', parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: Date.now() + 7_200_000 } }] },
      { type: 'button', sub_type: 'copy_code', index: '0', parameters: [{ type: 'coupon_code', coupon_code: 'AUTUMN25' }] },
      { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'a1' }] }]),
    buttons: interactive('button', { buttons: ['Yes', 'No'].map((title) => ({ type: 'reply', reply: { id: title.toLowerCase(), title } })) }, footer),
    list: interactive('list', { button: 'Show times', sections: [rows('Today', ['1', '2']), rows('Tomorrow', ['3'])] }, footer),
    product: interactive('product', { catalog_id: 'c1', product_retailer_id: 'lamp-1' }),
    products: interactive('product_list', { catalog_id: 'c1', sections: [{ title: 'Lamps', product_items: [{ product_retailer_id: 'lamp-1' }, { product_retailer_id: 'lamp-2' }] }] },
      { header: { type: 'text', text: 'Lamps' } }),
    locationRequest: interactive('location_request_message', { name: 'send_location' }),
    address: interactive('address_message', { name: 'address_message', parameters: { country: 'in' } }),
    urlButton: interactive('cta_url', { name: 'cta_url', parameters: { display_text: 'Open the shop', url: 'https://shop.example.com' } }),
    call: interactive('voice_call', { name: 'voice_call', parameters: { display_text: 'Call us' } }),
    callPermission: interactive('call_permission_request', { name: 'call_permission_request' }),
    contactRequest: interactive('contact_request', { name: 'request_contact_info' }),
    flow: interactive('flow', { name: 'flow', parameters: { flow_message_version: '3', flow_id: '1200345067890123', flow_cta: 'Book', flow_token: 't', flow_action: 'navigate' } }),
  };
}

/** A template with a limited-time offer, which the sandbox does not have at the start. */
const OFFER_TEMPLATE = {
  name: 'autumn_offer', language: 'en', category: 'MARKETING', components: [
    { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Autumn offer', has_expiration: true } },
    { type: 'BODY', text: 'All lamps at half the price' },
    { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE' }, { type: 'URL', text: 'To the shop', url: 'https://shop.example.com/{{1}}' }] }],
};

/** Every content of the bot API. */
async function viberContents(sandbox) {
  const image = await sandbox.file('image/png', PNG);
  const tile = (more) => ({ Columns: 6, Rows: 1, ActionType: 'reply', ActionBody: 'reply', ...more });
  return {
    text: { type: 'text', text: 'Hello from a bot' },
    picture: { type: 'picture', text: 'A picture', media: image },
    video: { type: 'video', media: image, size: 1_000, duration: 5 },
    file: { type: 'file', media: image, size: 1_000, file_name: 'invoice.pdf' },
    contact: { type: 'contact', contact: { name: 'Mina', phone_number: '+491701234567' } },
    location: { type: 'location', location: { lat: '52.52', lon: '13.405' } },
    url: { type: 'url', media: 'https://shop.example.com' },
    sticker: { type: 'sticker', sticker_id: 40102 },
    carousel: { type: 'rich_media', rich_media: { Type: 'rich_media', ButtonsGroupColumns: 6, ButtonsGroupRows: 7, Buttons: [0, 1].flatMap((card) => [
      tile({ Rows: 4, ActionType: 'open-url', ActionBody: 'https://shop.example.com', Image: image }),
      tile({ Rows: 2, ActionType: 'none', ActionBody: 'none', Text: `Lamp ${card} &lt;new>` }),
      tile({ ActionBody: `buy ${card}`, Text: `Buy ${card}` })]) } },
    keyboard: { type: 'text', text: 'Choose', keyboard: { Type: 'keyboard', Buttons: ['Yes', 'No'].map((text) => tile({ ActionBody: text, Text: text })) } },
  };
}

/** Every content of the partner. */
async function partnerContents(sandbox) {
  const image = await sandbox.file('image/png', PNG);
  const button = { title: 'Open', action: 'https://shop.example.com' };
  return {
    text: { type: 'TEXT', text: 'Hello from a service', button },
    image: { type: 'IMAGE', mediaUrl: image, text: 'An image', button },
    video: { type: 'VIDEO', mediaUrl: image, thumbnailUrl: image, mediaDuration: 'PT5S', text: 'A video' },
    file: { type: 'FILE', mediaUrl: image, fileName: 'invoice.pdf' },
    carousel: { type: 'CAROUSEL', text: 'Lamps', cards: [1, 2].map((card) => ({ text: `Lamp ${card}`, mediaUrl: image, buttons: [button] })) },
    list: { type: 'LIST', text: 'Which one?', options: ['The small one', 'The tall one'] },
  };
}

/** Short messages: segments with their data_coding. */
const smsContents = {
  gsm7: [['Your code is 4711 @ the shop']],
  ucs2: [['Grüße, ', 'до скорого 😀'], 8],
};

module.exports = { NUMBER, SERVICE, HOSTILE, OFFER_TEMPLATE, PNG, Sandbox, whatsappContents, viberContents, partnerContents, smsContents };
