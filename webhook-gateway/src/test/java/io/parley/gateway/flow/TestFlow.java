package io.parley.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.gateway.GatewayProfile;
import io.parley.gateway.flow.NodePhone.Sent;
import io.parley.model.Topics;
import io.parley.model.directory.DirectoryEntry;
import io.parley.model.fact.FlowFact;
import io.parley.model.flow.FlowKeyEntry;
import io.parley.model.flow.FlowKeyEntry.NumberKeys;
import io.parley.model.flow.FlowKeyEntry.PrivateKey;
import io.parley.model.flow.FlowKeyEntry.SigningSecrets;
import io.parley.runtime.encryption.KeyEncryption;
import io.parley.runtime.test.Eventually;
import io.restassured.response.Response;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A new Flow for each test, of a new customer with one number and its key, the endpoint of the customer's team, and a
 * person's phone.
 */
@Dependent
class TestFlow implements BeforeEachCallback, AfterEachCallback {
    static final String SECRET = "whsec_c2VjcmV0IG9mIHRoZSB0ZWFtIGZvciB0ZXN0cw==";
    static final String PING = "{\"version\":\"3.0\",\"action\":\"ping\"}";

    static final AtomicLong VERSIONS = new AtomicLong(System.currentTimeMillis());

    private final KeyEncryption encryption;
    private final ObjectMapper json;
    private final FlowKeys keys;
    private Phone phone;
    TeamServer team;
    UUID customer;
    UUID whatsAppAccount;
    private UUID number;
    String phoneNumberId;
    String flowId;

    /** One for all tests, with the keys of the number: to start it and to generate them takes a while. */
    private record Phone(NodePhone node, KeyPair key, KeyPair otherKey) implements AutoCloseable {

        static Phone start() {
            try {
                return new Phone(new NodePhone(), keyPair(), keyPair());
            } catch (IOException | URISyntaxException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            node.close();
        }
    }

    TestFlow(KeyEncryption encryption, ObjectMapper json, FlowKeys keys) {
        this.encryption = encryption;
        this.json = json;
        this.keys = keys;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        phone = context.getRoot()
                .getStore(Namespace.create(TestFlow.class))
                .computeIfAbsent(Phone.class, name -> Phone.start(), Phone.class);
        team = new TeamServer();
        customer = UUID.randomUUID();
        whatsAppAccount = UUID.randomUUID();
        number = UUID.randomUUID();
        phoneNumberId = digits();
        flowId = digits();
        publishKeys(stored(phone.key(), null));
        publishFlow(team.url());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        team.close();
    }

    KeyPair key() {
        return phone.key();
    }

    /** A key that the gateway does not have. */
    KeyPair otherKey() {
        return phone.otherKey();
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    /** @param validUntil null for a current key */
    PrivateKey stored(KeyPair pair, Instant validUntil) {
        var id = UUID.randomUUID();
        return new PrivateKey(
                id,
                encryption.encrypt(pair.getPrivate().getEncoded(), PrivateKey.context(id, phoneNumberId)),
                validUntil);
    }

    void publishKeys(PrivateKey... stored) throws IOException {
        publishKeys(number, whatsAppAccount, stored);
    }

    void publishKeys(UUID number, UUID account, PrivateKey... stored) throws IOException {
        publish(new NumberKeys(
                number, customer, account, phoneNumberId, true, List.of(stored), VERSIONS.incrementAndGet()));
        Eventually.equal(
                List.of(stored).stream().map(PrivateKey::id).toList(),
                () -> keys.of(account).stream().map(DecryptionKey::id).toList());
    }

    /** As {@link #publishKeys}, without waiting until the gateway uses them. */
    void publish(FlowKeyEntry entry) throws IOException {
        send(Topics.FLOW_KEYS, entry.key(), json.writerFor(FlowKeyEntry.class).writeValueAsString(entry));
    }

    void publishSecrets(String current, String previous, Instant previousUntil) throws IOException {
        var context = SigningSecrets.context(customer);
        publish(new SigningSecrets(
                customer,
                encryption.encrypt(current.getBytes(StandardCharsets.UTF_8), context),
                previous == null ? null : encryption.encrypt(previous.getBytes(StandardCharsets.UTF_8), context),
                previousUntil,
                VERSIONS.incrementAndGet()));
        Eventually.holds(() -> assertTrue(keys.signingSecrets(customer).contains(current)));
    }

    void publishFlow(String endpoint) throws IOException {
        var fact = new FlowFact(
                FlowFact.SCHEMA,
                customer,
                whatsAppAccount,
                "205",
                flowId,
                "visit",
                "PUBLISHED",
                "PUBLISHED",
                endpoint,
                List.of(),
                VERSIONS.incrementAndGet(),
                Instant.now());
        send(Topics.FLOW_FACTS, fact.key(), json.writeValueAsString(fact));
        assertNotEquals(404, postPing().statusCode(), "the gateway waits until the flow is known");
    }

    void publish(DirectoryEntry entry) throws IOException {
        send(Topics.DIRECTORY, entry.key(), json.writerFor(DirectoryEntry.class).writeValueAsString(entry));
    }

    void removeFlow() {
        send(Topics.FLOW_FACTS, flowId, null);
    }

    private Response postPing() {
        try {
            return post(encrypt(PING));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Encrypts with the number's key. */
    Sent encrypt(String content) throws IOException {
        return encrypt(phone.key(), content);
    }

    Sent encrypt(KeyPair with, String content) throws IOException {
        return phone.node().encrypt(with.getPublic(), content);
    }

    Response post(Sent sent) {
        return post(sent.body());
    }

    Response post(byte[] body) {
        return post(body, "sha256=" + signature(GatewayProfile.NEW_SECRET, body));
    }

    Response post(byte[] body, String signature) {
        return given().contentType("application/json")
                .header("X-Hub-Signature-256", signature)
                .body(body)
                .post(path());
    }

    String path() {
        return "/webhooks/whatsapp/flows/" + flowId;
    }

    /** Sends content encrypted with the number's key, and returns the decrypted response. */
    String exchange(String content) throws IOException {
        var sent = encrypt(content);
        var answer = post(sent);
        answer.then().statusCode(200).contentType("text/plain");
        return phone.node().decrypt(sent, answer.body().asString());
    }

    static String signature(String secret, byte[] body) {
        return HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body));
    }

    static byte[] hmac(byte[] secret, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String digits() {
        return Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L));
    }

    private static void send(String topic, String key, String value) {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value));
        }
    }
}
