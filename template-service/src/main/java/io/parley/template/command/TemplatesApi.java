package io.parley.template.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.command.ConversationsApi;
import java.util.List;

/** The Conversations API's operations for the templates of WhatsApp accounts, see {@link ConversationsApi}. */
record TemplatesApi(ConversationsApi api) {

    List<JsonNode> templates(String account) {
        return api.pages(templatesOf(account));
    }

    void create(String account, JsonNode template) {
        api.call("POST", templatesOf(account), template);
    }

    void addLocalization(String account, String template, JsonNode localization) {
        api.call("POST", templatesOf(account) + "/" + template + "/localizations", localization);
    }

    void edit(String account, String template, String language, JsonNode change) {
        api.call("PATCH", templatesOf(account) + "/" + template + "/" + language, change);
    }

    void delete(String account, String template) {
        api.call("DELETE", templatesOf(account) + "/" + template, null);
    }

    private static String templatesOf(String account) {
        return ConversationsApi.path(account, "templates");
    }
}
