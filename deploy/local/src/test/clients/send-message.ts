// Sends one SMS with the generated client, and reads the conversation with its recipient: send-message KEY FROM TO.
// Prints the message's id.
import { Channel, Configuration, MessagesApi, MessagingApi, SMSMessageRequestChannelEnum } from './client';

declare const process: { argv: string[]; exitCode: number };

async function main([apiKey, from, to]: string[]): Promise<void> {
  const configuration = new Configuration({ apiKey });
  const accepted = await new MessagingApi(configuration).sendMessage({
    messageRequest: {
      channel: SMSMessageRequestChannelEnum.Sms,
      from,
      to,
      content: { text: 'Sent by a generated TypeScript client' },
    },
  });
  const conversation = await new MessagesApi(configuration).getConversation({
    channel: Channel.Sms,
    from,
    to,
    size: 100,
  });
  if (!conversation.some((message) => message.messageId === accepted.messageId)) {
    throw new Error(`the conversation has no message ${accepted.messageId}: ${JSON.stringify(conversation)}`);
  }
  console.log(accepted.messageId);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
