package io.parley.runtime.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection is made to an address, but the certificate is verified for the name. */
@Tag("slow")
class GuardedHttpTlsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String PASSWORD = "changeit";
    private static final String NAME = "customer.example";

    @TempDir
    static Path folder;

    private static Path trusted;

    @BeforeAll
    static void createCertificate() throws Exception {
        trusted = certificate("trusted", "dns:" + NAME);
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void connectsToTheCheckedAddressAndVerifiesTheName() throws Exception {
        try (var customer = server(trusted)) {
            var answer = post(client(trusted), NAME, customer);

            assertEquals(204, answer.status());
            assertEquals(List.of(new SNIHostName(NAME)), customer.requestedNames);
        }
    }

    @Test
    void aCertificateForAnotherNameIsRejected() throws Exception {
        isRefused(certificate("elsewhere", "dns:other.example"));
    }

    @Test
    void aCertificateForTheAddressIsRejected() throws Exception {
        isRefused(certificate("address", "ip:127.0.0.1"));
    }

    @Test
    void anUntrustedCertificateIsRejected() throws Exception {
        var untrusted = certificate("untrusted", "dns:" + NAME);

        try (var customer = server(untrusted)) {
            isRefused(client(trusted), NAME, customer);
        }
    }

    @Test
    void aConnectionIsNotReusedForAnotherName() throws Exception {
        try (var customer = server(trusted)) {
            var http = client(trusted);

            post(http, NAME, customer);

            assertThrows(CompletionException.class, () -> post(http, "other.example", customer));
            assertEquals(1, customer.requests.size());
        }
    }

    private static void isRefused(Path certificate) throws IOException, GeneralSecurityException {
        try (var customer = server(certificate)) {
            isRefused(client(certificate), NAME, customer);
        }
    }

    private static void isRefused(GuardedHttp http, String name, CustomerServer customer) {
        var failure = assertThrows(CompletionException.class, () -> post(http, name, customer));

        assertInstanceOf(SSLException.class, failure.getCause());
        assertEquals(1, customer.connections.get());
        assertEquals(List.of(), customer.requests);
    }

    private static GuardedHttp.Answer post(GuardedHttp http, String name, CustomerServer customer) {
        return http.post(
                        URI.create("https://" + name + ":" + customer.port() + "/hook"),
                        Map.of(),
                        new byte[0],
                        Duration.ofSeconds(5),
                        0)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static CustomerServer server(Path certificate) throws IOException, GeneralSecurityException {
        return new CustomerServer(CustomerServer.answering("HTTP/1.1 204 No Content", ""), sockets(certificate));
    }

    private static ServerSocketFactory sockets(Path certificate) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store(certificate).toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls.getServerSocketFactory();
    }

    /** Creates a client that resolves every name to this machine. */
    private static GuardedHttp client(Path trustAnchor) {
        var settings = OpenTo.loopback();
        var addresses = new AddressRules(settings);
        return new GuardedHttp(
                VERTX,
                settings,
                new UrlRules(settings, addresses),
                addresses,
                name -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())),
                InstantSource.system(),
                new HttpClientOptions().setTrustOptions(new PemTrustOptions().addCertPath(trustAnchor.toString())));
    }

    /** Creates a self-signed certificate; its key store is in the same folder. */
    private static Path certificate(String name, String subject) throws IOException, InterruptedException {
        var certificate = Files.createDirectory(folder.resolve(name)).resolve("own.pem");
        var store = store(certificate).toString();
        keytool("-genkeypair", store, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=" + subject);
        keytool("-exportcert", store, "-rfc", "-file", certificate.toString());
        return certificate;
    }

    private static Path store(Path certificate) {
        return certificate.resolveSibling("own.p12");
    }

    private static void keytool(String verb, String store, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/keytool",
                verb,
                "-alias",
                "own",
                "-keystore",
                store,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        assertEquals(
                0, new ProcessBuilder(command).redirectErrorStream(true).start().waitFor());
    }
}
