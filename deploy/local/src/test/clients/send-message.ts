// Sends one SMS with the generated client: send-message KEY FROM TO. Prints the message's id.
import { Configuration, MessagingApi, SMSMessageRequestChannelEnum } from './client';

declare const process: { argv: string[]; exitCode: number };

async function main([apiKey, from, to]: string[]): Promise<void> {
  const api = new MessagingApi(new Configuration({ apiKey }));
  const accepted = await api.sendMessage({
    messageRequest: {
      channel: SMSMessageRequestChannelEnum.Sms,
      from,
      to,
      content: { text: 'Sent by a generated TypeScript client' },
    },
  });
  console.log(accepted.messageId);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
