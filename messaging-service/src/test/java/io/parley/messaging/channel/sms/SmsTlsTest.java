package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bind, which contains the password, is sent to an authenticated server only. */
@Tag("slow")
class SmsTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    @Test
    void bindsToAnAuthenticatedServer() throws Exception {
        var certificate = certificate("right", "ip:127.0.0.1");
        try (var smsc = new ScriptedSmsc(new TlsSockets(certificate));
                var bed = bed(smsc, certificate)) {
            bed.awaitBound(1);

            assertEquals(1, smsc.binds().size());
        }
    }

    @Test
    void sendsNoBindToAServerWithAnUntrustedCertificate() throws Exception {
        var certificate = certificate("selfmade", "ip:127.0.0.1");
        var other = certificate("other", "ip:127.0.0.1");
        try (var smsc = new ScriptedSmsc(new TlsSockets(certificate));
                var bed = bed(smsc, other)) {
            TimeUnit.SECONDS.sleep(1);

            assertEquals(0, bed.channel.bound());
            assertTrue(smsc.binds().isEmpty());
        }
    }

    @Test
    void sendsNoBindToAServerWithAnotherName() throws Exception {
        var certificate = certificate("elsewhere", "dns:smsc.example.com");
        try (var smsc = new ScriptedSmsc(new TlsSockets(certificate));
                var bed = bed(smsc, certificate)) {
            TimeUnit.SECONDS.sleep(1);

            assertEquals(0, bed.channel.bound());
            assertTrue(smsc.binds().isEmpty());
        }
    }

    private SmsTestBed bed(ScriptedSmsc smsc, Path trusted) {
        return new SmsTestBed(SmsTestBed.smsc(
                "one",
                smsc.port(),
                "tls",
                "true",
                "tls-authorities",
                trusted.resolveSibling("own.pem").toString()));
    }

    /** Creates a key store with a self-signed certificate, and the certificate as PEM in the same folder. */
    private Path certificate(String name, String subject) throws IOException, InterruptedException {
        var directory = Files.createDirectory(folder.resolve(name));
        var store = directory.resolve("own.p12");
        keytool(List.of(
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + subject,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        keytool(List.of(
                "-exportcert",
                "-rfc",
                "-alias",
                "own",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                directory.resolve("own.pem").toString()));
        return store;
    }

    private static void keytool(List<String> arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
        command.addAll(arguments);
        var exit = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        assertEquals(0, exit);
    }

    private record TlsSockets(Path store) implements ServerConnectionFactory {

        @Override
        public ServerConnection listen(int port) throws IOException {
            return new ServerSocketConnection(factory().createServerSocket(port));
        }

        @Override
        public ServerConnection listen(int port, int timeout) throws IOException {
            return listen(port);
        }

        @Override
        public ServerConnection listen(int port, int timeout, int backlog) throws IOException {
            return listen(port);
        }

        private SSLServerSocketFactory factory() {
            try {
                var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
                var context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), null, null);
                return context.getServerSocketFactory();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
