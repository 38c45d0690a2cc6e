package io.parley.messaging.configuration;

import static io.parley.messaging.configuration.ConfigurationApi.ROOT;
import static io.parley.messaging.configuration.ConfigurationApi.check;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Media credentials: set, masked, validated. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class MediaCredentialsTest {
    private ConfigurationApi api;

    @BeforeEach
    void createCustomer() {
        api = ConfigurationApi.ofNewCustomer();
    }

    @Test
    void credentialsAreStoredMaskedAndDeleted() {
        var basic = api.put(
                        "/mediaCredentials",
                        "{\"type\":\"basic\",\"basic\":{\"username\":\"crm\",\"password\":\"canary\"}}")
                .statusCode(200)
                .body("config.mediaCredentials.basic.username", equalTo("crm"))
                .body("config.mediaCredentials.basic.password", equalTo("********"))
                .body(not(containsString("canary")));
        check("PUT", "/configurations/mediaCredentials", basic);
        var oauth2 = api.put("/mediaCredentials", """
                        {"type":"oauth2","oauth2":{"clientId":"crm","clientSecret":"canary","url":"https://id.example.com/token"}}""")
                .statusCode(200)
                .body("config.mediaCredentials.oauth2.clientSecret", equalTo("********"));
        check("PUT", "/configurations/mediaCredentials", oauth2);
        api.get("/configurations", "").body("config.mediaCredentials.type", equalTo("oauth2"));

        var deleted = api.customer()
                .request()
                .delete(ROOT + "/mediaCredentials")
                .then()
                .statusCode(200);
        check("DELETE", "/configurations/mediaCredentials", deleted);
        deleted.body("config", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|type",
                "{'type':'digest'}|type",
                "{'type':'basic'}|basic",
                "{'type':'basic','basic':{'username':'a'}}|basic.password",
                "{'type':'basic','basic':{'username':'a','password':'b'},'oauth2':{}}|oauth2",
                "{'type':'oauth2','oauth2':{'clientId':'a','clientSecret':'b','url':'http://'}}|oauth2.url",
            })
    void invalidCredentialsAreRejected(String body, String field) {
        api.put("/mediaCredentials", body.replace('\'', '"')).statusCode(400).body("violations.field", contains(field));
    }
}
