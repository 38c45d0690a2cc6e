package io.parley.flow.endpoint;

import static io.parley.flow.endpoint.FlowKeyRequests.create;
import static io.parley.flow.endpoint.FlowKeyRequests.operator;
import static io.parley.flow.endpoint.FlowKeyRequests.path;
import static io.parley.flow.endpoint.FlowKeyRequests.read;
import static io.parley.runtime.test.WhatsAppCustomer.digits;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.flow.MetaFlowsServer;
import io.parley.flow.endpoint.MetaKeys.Fault;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.flow.FlowKeyEntry.PrivateKey;
import io.parley.runtime.encryption.KeyEncryption;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator's calls about keys of Flows, with Meta as it is documented. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
@Tag("slow")
class FlowKeysTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @Inject
    FlowKeyRequests flowKeys;

    @Inject
    ObjectMapper json;

    @Inject
    KeyEncryption encryption;

    @Inject
    EndpointUris uris;

    @Test
    void metaGetsThePublicKeyAndTheGatewayThePrivateOne() throws Exception {
        create(number())
                .statusCode(201)
                .body("senderId", equalTo(number().id().toString()))
                .body("endpoint", equalTo(MetaKeys.GATEWAY + "{flowId}"))
                .body("keys.state", equalTo(List.of("current")))
                .body("keys[0].sha256", equalTo(FlowKeyPair.fingerprint(MetaKeys.key(number().providerId()))))
                .body("flowsToMove", empty());

        Eventually.holds(() -> assertTrue(flowKeys.of(number()).active()));
        var published = flowKeys.of(number());
        assertFits(published.keys().getFirst(), MetaKeys.key(number().providerId()));
        assertFalse(json.writeValueAsString(published).contains("PRIVATE"));
    }

    @Test
    void theStateIsComparedWithMetas() {
        create(number()).statusCode(201);
        read(number()).statusCode(200).body("check.result", equalTo("ok")).body("keys", hasSize(1));

        MetaKeys.signatureStatus(number().providerId(), "MISMATCH");
        read(number())
                .body("check.result", equalTo("failed"))
                .body("check.finding", containsString("MISMATCH"))
                .body("check.remedy", containsString("POST " + path(number())));

        MetaKeys.put(number().providerId(), FlowKeyPair.generate().publicKey());
        read(number())
                .body("check.result", equalTo("failed"))
                .body("check.finding", containsString("another public key"));

        MetaKeys.remove(number().providerId());
        read(number()).body("check.result", equalTo("failed")).body("check.finding", containsString("no public key"));
    }

    @Test
    void aNumberWithoutKeyIsNotCompared() {
        read(number())
                .statusCode(200)
                .body("keys", empty())
                .body("check", nullValue())
                .body("endpoint", nullValue());
    }

    @Test
    void aRotationKeepsTheKeyBeforeForAWhile() throws Exception {
        create(number());
        var before = MetaKeys.key(number().providerId());

        create(number())
                .statusCode(201)
                .body("keys.state", equalTo(List.of("current", "former")))
                .body("keys[0].validUntil", nullValue())
                .body("keys[1].validUntil", not(nullValue()));

        assertNotEquals(before, MetaKeys.key(number().providerId()));
        var published = flowKeys.of(number());
        assertFits(published.keys().get(0), MetaKeys.key(number().providerId()));
        assertFits(published.keys().get(1), before);
    }

    @Test
    void manyRotationsKeepThreeFormerKeys() {
        for (var i = 0; i < 5; i++) {
            create(number()).statusCode(201);
        }
        read(number()).body("keys", hasSize(4)).body("check.result", equalTo("ok"));
    }

    @Test
    void ifMetaFailsTheKeyBeforeStaysAndTheRepeatedCallContinues() throws Exception {
        create(number());
        var before = MetaKeys.key(number().providerId());
        MetaKeys.fail(Fault.UNAVAILABLE);

        create(number()).statusCode(503).header("Retry-After", not(nullValue()));

        assertEquals(before, MetaKeys.key(number().providerId()));
        read(number())
                .body("keys.state", equalTo(List.of("pending", "current")))
                .body("check.result", equalTo("ok"));
        var pending = flowKeys.of(number()).keys().getFirst();
        create(number()).statusCode(201).body("keys.state", equalTo(List.of("current", "former")));
        assertFits(pending, MetaKeys.key(number().providerId()));
    }

    @Test
    void theGatewayHasTheNewKeyWhileItIsNotKnownWhetherMetaHasIt() throws Exception {
        MetaKeys.fail(Fault.LOST_RESPONSE);

        create(number()).statusCode(503);

        var meta = MetaKeys.key(number().providerId());
        assertFits(flowKeys.of(number()).keys().getFirst(), meta);
        assertFalse(flowKeys.of(number()).active());
        read(number()).body("check.result", equalTo("warning")).body("check.finding", containsString("pending"));
        create(number()).statusCode(201).body("keys.state", equalTo(List.of("current")));
        assertEquals(meta, MetaKeys.key(number().providerId()));
    }

    @Test
    void aRefusalOfMetaIsReported() {
        MetaKeys.fail(Fault.REFUSED);

        create(number()).statusCode(502).body("detail", containsString("Invalid parameter"));
    }

    @Test
    void deletedKeysAreDeletedAtTheGatewayToo() {
        create(number());

        operator().delete(path(number())).then().statusCode(204);
        operator().delete(path(number())).then().statusCode(204);

        read(number()).body("keys", empty());
        Eventually.holds(() -> assertTrue(flowKeys.of(number()).keys().isEmpty()));
        assertFalse(flowKeys.of(number()).active());
        create(number()).statusCode(201).body("keys", hasSize(1));
    }

    @Test
    void aSenderWithAnotherNumberDoesNotUseTheKeysOfTheNumberBefore() throws Exception {
        create(number());
        var changed = customer.add(new Sender(
                number().id(),
                customer.id(),
                number().channel(),
                number().identity(),
                number().name(),
                "10" + digits(),
                customer.account().id(),
                number().scopes(),
                number().attributes(),
                true,
                2));

        create(changed).statusCode(201).body("keys", hasSize(1)).body("phoneNumberId", equalTo(changed.providerId()));

        assertFits(flowKeys.of(changed).keys().getFirst(), MetaKeys.key(changed.providerId()));
    }

    @Test
    void concurrentCallsEndWithOneKeyThatMetaHas() {
        var statuses = Stream.generate(() -> number())
                .limit(4)
                .parallel()
                .map(sender -> create(sender).extract().statusCode())
                .toList();

        assertTrue(statuses.contains(201) && List.of(201, 409).containsAll(statuses), statuses.toString());
        var states =
                read(number()).body("check.result", equalTo("ok")).extract().<List<String>>path("keys.state");
        assertEquals(1, states.stream().filter("current"::equals).count(), states.toString());
        assertFalse(states.contains("pending"), states.toString());
        create(number()).statusCode(201);
    }

    @Test
    void onlyAnActiveNumberOfTheCustomerHasKeys() {
        var viber = customer.addSender("viber", null);
        var foreign = UUID.randomUUID();

        create(viber).statusCode(404);
        read(viber).statusCode(404);
        operator().delete(path(viber)).then().statusCode(404);
        operator()
                .post("/operator/v1/accounts/" + foreign + "/senders/" + number().id() + "/flow-key")
                .then()
                .statusCode(404);
        create(customer.addSender("whatsapp", null))
                .statusCode(409)
                .body("detail", containsString("whatsAppAccountId"));
        given().post(path(number())).then().statusCode(401);
    }

    @Test
    void theGatewayIsTheEndpointWhileANumberOfTheAccountHasAKey() {
        assertEquals("https://team.example.com", uris.atMeta(customer.account(), "77", "https://team.example.com"));

        create(number());
        assertEquals(MetaKeys.GATEWAY + "77", uris.atMeta(customer.account(), "77", "https://team.example.com"));
        assertTrue(uris.isPlatforms("77", MetaKeys.GATEWAY + "77"));
        assertFalse(uris.isPlatforms("7", MetaKeys.GATEWAY + "77"));

        operator().delete(path(number()));
        assertEquals("https://team.example.com", uris.atMeta(customer.account(), "77", "https://team.example.com"));
    }

    @Test
    void theSetUpCheckNamesNumbersWithoutKey() {
        var other = customer.addSender("whatsapp", customer.account().id());
        create(number());

        operator()
                .get("/operator/v1/setup-checks/flows")
                .then()
                .statusCode(200)
                .body("component", everyItem(equalTo("flows")))
                .body("find { it.subject == 'number " + other.providerId() + "' }.result", equalTo("warning"))
                .body("find { it.subject == 'number " + number().providerId() + "' }.result", equalTo("ok"))
                .body("subject", hasItem("number " + number().providerId()));
    }

    private Sender number() {
        return customer.number();
    }

    /** What is encrypted with the public key can be decrypted with the private key. */
    private void assertFits(PrivateKey stored, String pem) throws Exception {
        var factory = KeyFactory.getInstance("RSA");
        var context = PrivateKey.context(stored.id(), flowKeys.phoneNumberId(stored));
        var privateKey =
                factory.generatePrivate(new PKCS8EncodedKeySpec(encryption.decrypt(stored.encrypted(), context)));
        var publicKey = (RSAPublicKey) factory.generatePublic(
                new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
        assertEquals(2048, publicKey.getModulus().bitLength());
        var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        var oaep = new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        cipher.init(Cipher.ENCRYPT_MODE, publicKey, oaep);
        var secret = cipher.doFinal(new byte[] {1, 2, 3});
        cipher.init(Cipher.DECRYPT_MODE, privateKey, oaep);
        assertArrayEquals(new byte[] {1, 2, 3}, cipher.doFinal(secret));
    }
}
