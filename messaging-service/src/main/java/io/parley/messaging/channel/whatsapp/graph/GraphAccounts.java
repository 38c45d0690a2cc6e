package io.parley.messaging.channel.whatsapp.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphCalls;
import io.parley.runtime.graph.GraphConfig;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.http.ProviderClients;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the Graph API about accounts and numbers. Each returns Meta's JSON, or fails with a {@link GraphFailure}
 * within {@link GraphConfig.Accounts#timeout()}; none is repeated here. Has its own connections, so that these calls
 * do not delay messages.
 */
@Singleton
public class GraphAccounts {
    /** Numbers on one page of Meta's list. */
    private static final int PAGE = 100;

    private static final String ACCOUNT_FIELDS =
            "id,name,message_template_namespace,account_review_status,on_behalf_of_business_info,owner_business_info";

    private static final String NUMBER_FIELDS =
            "id,display_phone_number,verified_name,quality_rating,status,name_status,is_official_business_account,"
                    + "messaging_limit_tier,whatsapp_business_manager_messaging_limit,webhook_configuration";

    private static final String PROFILE_FIELDS =
            "about,address,description,email,profile_picture_url,websites,vertical";

    private final GraphTokens access;
    private final GraphCalls calls;
    private final AccountsApi api;

    GraphAccounts(GraphTokens access, GraphCalls calls) {
        this.access = access;
        this.calls = calls;
        this.api = ProviderClients.client(AccountsApi.class, access.settings().baseUrl(), access.settings());
    }

    public Uni<JsonNode> account(WhatsAppAccount account) {
        return calls.result("account", api.read(access.node(account), ACCOUNT_FIELDS));
    }

    /**
     * One page of an account's numbers: {@code data[]}, and {@code paging.cursors.after} if {@code paging.next} is set.
     *
     * @param after cursor of the page before; null for the first page
     */
    public Uni<JsonNode> phoneNumbers(WhatsAppAccount account, @Nullable String after) {
        return calls.result("phone numbers", api.phoneNumbers(access.node(account), NUMBER_FIELDS, PAGE, after));
    }

    public Uni<JsonNode> phoneNumber(Sender sender) {
        return calls.result("phone number", api.read(access.node(sender), NUMBER_FIELDS));
    }

    public Uni<JsonNode> profile(Sender sender) {
        return calls.result("profile", api.profile(access.node(sender), PROFILE_FIELDS));
    }

    /** @param changes members that change, with Meta's names */
    public Uni<JsonNode> changeProfile(Sender sender, Map<String, Object> changes) {
        return calls.changed("profile update", api.changeProfile(access.node(sender), changes));
    }

    public Uni<JsonNode> commerce(Sender sender) {
        return calls.result("commerce settings", api.commerce(access.node(sender)));
    }

    /** Shows or hides cart and catalogue together. */
    public Uni<JsonNode> changeCommerce(Sender sender, boolean visible) {
        return calls.changed("commerce update", api.changeCommerce(access.node(sender), visible, visible));
    }
}
