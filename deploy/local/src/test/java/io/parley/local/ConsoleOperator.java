package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;

/** Prepares what the console shows in tests: callbacks, messages, dead letters. */
record ConsoleOperator(Platform platform) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINK = Pattern.compile("<([^>]+)>; rel=\"inspect\"");

    /**
     * A sent message.
     *
     * @param link to its page in the console, from the response
     */
    record Sent(String id, String link) {}

    void sendCallbacksTo(String account, String url) throws Exception {
        var settings = Map.of("messageStatusUrl", url);
        var response = call(
                platform.endpoints().operator() + "/accounts/" + account + "/callback-settings",
                platform.credentials().operatorKey(),
                "PUT",
                settings);
        assertEquals(200, response.statusCode(), response.body());
    }

    /** Sends an SMS once the key and the sender are known. */
    Sent send(String key, String from, String to, String text) throws Exception {
        var body = Map.of(
                "channel", "sms", "from", from, "to", to, "content", Map.of("contentType", "text", "text", text));
        var response = ProductTeam.eventually("the sender is known", () -> accepted(key, body));
        return new Sent(JSON.readTree(response.body()).path("messageId").asText(), page(response));
    }

    /** Returns the URL of the accepted message's page, from the header {@code Link}. */
    static String page(HttpResponse<?> response) {
        var link = LINK.matcher(response.headers().firstValue("Link").orElse(""));
        assertTrue(link.find(), response.headers().toString());
        return link.group(1);
    }

    private HttpResponse<String> accepted(String key, Map<String, ?> body) {
        try {
            var response = call(platform.endpoints().api() + "/messages", key, "POST", body);
            return response.statusCode() == 202 ? response : null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** As after the last retry, which would take days. */
    void exhaustCallbacks(String account) throws SQLException {
        run("""
                insert into messaging.callback_job (id, account_id, state)
                select id, account_id, 'exhausted' from messaging.callback where account_id = '%s'
                on conflict (id) do update set state = 'exhausted'""".formatted(account));
    }

    long undelivered(String account) {
        try {
            return new Database(platform).count("messaging.callback_job where account_id = '" + account + "'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Adds WhatsApp messages of the local account to a person, one for each second until now. */
    void addMessages(String person, int count) throws SQLException {
        run("""
                insert into messaging.message (id, account_id, sender_id, channel, identity, recipient, content, accepted_at)
                select overlay(messaging.uuid_at(now() - n * interval '1 s')::text placing '7' || substr(md5(n::text), 1, 3) || '-8'
                    || substr(md5(n::text), 4, 3) || '-' || substr(md5(n || '%2$s'), 1, 12) from 15)::uuid,
                  account_id, id, channel, identity, '%2$s', '{"contentType":"text","text":"One of many"}', now() - n * interval '1 s'
                from messaging.sender, generate_series(1, %3$d) n where channel = 'whatsapp' and identity = '%1$s'""".formatted(LocalIdentities.WHATSAPP_NUMBER, person, count));
    }

    private void run(String sql) throws SQLException {
        try (var connection = platform.database().connect(ServiceEnvironment.DATABASE);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static HttpResponse<String> call(String url, String key, String method, Object body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("apikey", key)
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
