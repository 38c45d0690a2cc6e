package io.parley.messaging.channel.whatsapp.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ProviderAnswer;
import io.parley.messaging.channel.ProviderHttp;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.logging.OutageLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Calls of the Graph API about accounts and numbers. Each returns Meta's JSON, or fails with a {@link GraphFailure}
 * within {@link WhatsAppConfig.Accounts#timeout()}; none is repeated here. Has its own connections, so that these calls
 * do not delay messages.
 */
@Singleton
public class GraphAccounts {
    private static final Logger LOG = Logger.getLogger(GraphAccounts.class);
    private static final OutageLog OUTAGE = new OutageLog(LOG, "calls about WhatsApp accounts fail");

    /** Numbers on one page of Meta's list. */
    private static final int PAGE = 100;

    private static final String ACCOUNT_FIELDS =
            "id,name,message_template_namespace,account_review_status,on_behalf_of_business_info,owner_business_info";

    private static final String NUMBER_FIELDS =
            "id,display_phone_number,verified_name,quality_rating,status,name_status,is_official_business_account,"
                    + "messaging_limit_tier,whatsapp_business_manager_messaging_limit";

    private static final String PROFILE_FIELDS =
            "about,address,description,email,profile_picture_url,websites,vertical";

    private final WhatsAppConfig settings;
    private final WhatsAppConnection connection;
    private final ObjectMapper json;
    private final AccountsApi api;

    GraphAccounts(WhatsAppConfig settings, WhatsAppConnection connection, ObjectMapper json) {
        this.settings = settings;
        this.connection = connection;
        this.json = json;
        this.api = ProviderHttp.client(AccountsApi.class, settings.baseUrl(), settings);
    }

    public Uni<JsonNode> account(WhatsAppAccount account) {
        return result(
                "account", api.read(version(), account.wabaId(), connection.authorization(account), ACCOUNT_FIELDS));
    }

    /**
     * One page of an account's numbers: {@code data[]}, and {@code paging.cursors.after} if {@code paging.next} is set.
     *
     * @param after cursor of the page before; null for the first page
     */
    public Uni<JsonNode> phoneNumbers(WhatsAppAccount account, String after) {
        return result(
                "phone numbers",
                api.phoneNumbers(
                        version(), account.wabaId(), connection.authorization(account), NUMBER_FIELDS, PAGE, after));
    }

    public Uni<JsonNode> phoneNumber(Sender sender) {
        return result(
                "phone number",
                api.read(version(), sender.providerId(), connection.authorization(sender), NUMBER_FIELDS));
    }

    public Uni<JsonNode> profile(Sender sender) {
        return result(
                "profile",
                api.profile(version(), sender.providerId(), connection.authorization(sender), PROFILE_FIELDS));
    }

    /** @param changes members that change, with Meta's names */
    public Uni<JsonNode> changeProfile(Sender sender, Map<String, Object> changes) {
        return changed(
                "profile update",
                api.changeProfile(version(), sender.providerId(), connection.authorization(sender), changes));
    }

    public Uni<JsonNode> commerce(Sender sender) {
        return result(
                "commerce settings", api.commerce(version(), sender.providerId(), connection.authorization(sender)));
    }

    /** Shows or hides cart and catalogue together. */
    public Uni<JsonNode> changeCommerce(Sender sender, boolean visible) {
        return changed(
                "commerce update",
                api.changeCommerce(version(), sender.providerId(), connection.authorization(sender), visible, visible));
    }

    private String version() {
        return settings.version();
    }

    private Uni<JsonNode> result(String call, Uni<Response> response) {
        return result(call, settings.accounts().timeout(), response.map(answer -> ProviderAnswer.of(answer, json)));
    }

    /** A change that Meta reports as unsuccessful without an error is refused, too. */
    private Uni<JsonNode> changed(String call, Uni<Response> response) {
        return result(call, response).invoke(body -> {
            if (body.path("success").isBoolean() && !body.path("success").booleanValue()) {
                throw GraphFailure.refused();
            }
        });
    }

    /** Fails with a {@link GraphFailure} if there is no successful response in time, and logs it. */
    static Uni<JsonNode> result(String call, Duration timeout, Uni<ProviderAnswer> response) {
        return response.ifNoItem()
                .after(timeout)
                .fail()
                .map(GraphAccounts::successful)
                .invoke(OUTAGE::succeeded)
                .onFailure()
                .transform(GraphFailure::of)
                .onFailure(GraphFailure.class)
                .invoke(failure -> log(call, (GraphFailure) failure));
    }

    private static JsonNode successful(ProviderAnswer answer) {
        GraphFailure.of(answer).ifPresent(failure -> {
            throw failure;
        });
        return answer.body();
    }

    private static void log(String call, GraphFailure failure) {
        switch (failure.kind()) {
            case UNREACHABLE, NO_RESPONSE, OUTAGE -> OUTAGE.failed(failure);
            case TOKEN -> LOG.errorf("token is not valid: call=%s %s", call, failure.getMessage());
            default -> LOG.infof("WhatsApp call failed call=%s kind=%s %s", call, failure.kind(), failure.getMessage());
        }
    }
}
