import org.openapitools.client.ApiClient;
import org.openapitools.client.api.MessagesApi;
import org.openapitools.client.api.MessagingApi;
import org.openapitools.client.model.Channel;
import org.openapitools.client.model.MessageRequest;
import org.openapitools.client.model.SMSContent;
import org.openapitools.client.model.SMSMessageRequest;

/**
 * Sends one SMS with the generated client, and reads the conversation with its recipient: {@code SendMessage KEY FROM
 * TO}. Prints the message's id.
 */
public final class SendMessage {
    private SendMessage() {}

    public static void main(String[] arguments) throws Exception {
        var client = new ApiClient();
        client.setRequestInterceptor(request -> request.header("apikey", arguments[0]));
        var message = new SMSMessageRequest()
                .channel(SMSMessageRequest.ChannelEnum.SMS)
                .from(arguments[1])
                .to(arguments[2])
                .content(new SMSContent().text("Sent by a generated Java client"));
        var accepted = new MessagingApi(client).sendMessage(new MessageRequest(message), null, null);
        var conversation = new MessagesApi(client)
                .getConversation(Channel.SMS, arguments[1], arguments[2], null, null, null, null, 100, null);
        var id = accepted.getMessageId().toString();
        if (conversation.stream().noneMatch(found -> id.equals(found.getMessageId()))) {
            throw new IllegalStateException("the conversation has no message " + id + ": " + conversation);
        }
        System.out.println(id);
    }
}
