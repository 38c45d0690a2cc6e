import org.openapitools.client.ApiClient;
import org.openapitools.client.api.MessagingApi;
import org.openapitools.client.model.MessageRequest;
import org.openapitools.client.model.SMSContent;
import org.openapitools.client.model.SMSMessageRequest;

/** Sends one SMS with the generated client: {@code SendMessage KEY FROM TO}. Prints the message's id. */
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
        System.out.println(accepted.getMessageId());
    }
}
