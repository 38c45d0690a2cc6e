// A phone: encrypts requests of Flows and decrypts the responses, by Node's own implementation of the algorithms.
// One JSON object per line in, one out.
import crypto from 'node:crypto';
import readline from 'node:readline';

const encrypt = ({ publicKey, content }) => {
  const key = crypto.randomBytes(16);
  const iv = crypto.randomBytes(16);
  const cipher = crypto.createCipheriv('aes-128-gcm', key, iv);
  const data = Buffer.concat([cipher.update(Buffer.from(content, 'base64')), cipher.final(), cipher.getAuthTag()]);
  const encryptedKey = crypto.publicEncrypt(
    { key: publicKey, padding: crypto.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, key);
  return {
    key: key.toString('base64'),
    iv: iv.toString('base64'),
    body: JSON.stringify({
      encrypted_flow_data: data.toString('base64'),
      encrypted_aes_key: encryptedKey.toString('base64'),
      initial_vector: iv.toString('base64'),
    }),
  };
};

const decrypt = ({ key, iv, response }) => {
  const inverted = Buffer.from(iv, 'base64').map((byte) => byte ^ 0xff);
  const bytes = Buffer.from(response, 'base64');
  const decipher = crypto.createDecipheriv('aes-128-gcm', Buffer.from(key, 'base64'), inverted);
  decipher.setAuthTag(bytes.subarray(-16));
  const content = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
  return { content: content.toString('base64') };
};

const answer = (line) => {
  try {
    const request = JSON.parse(line);
    return request.response === undefined ? encrypt(request) : decrypt(request);
  } catch (error) {
    return { error: String(error) };
  }
};

readline.createInterface({ input: process.stdin }).on('line', (line) => console.log(JSON.stringify(answer(line))));
