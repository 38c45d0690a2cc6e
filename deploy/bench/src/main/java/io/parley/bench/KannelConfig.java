package io.parley.bench;

import io.parley.embedded.FreePorts;
import io.parley.local.LocalIdentities;
import java.nio.file.Path;

/**
 * Configuration of bearerbox and smsbox. Like Parley in the local run it has one bind as transceiver with a window of 50,
 * and stores messages and delivery reports on disk.
 *
 * @param folder folder of the configuration, the logs and the stores
 * @param smscPort port of the SMSC
 * @param adminPort port of bearerbox's administration
 * @param smsboxPort port on which bearerbox waits for smsbox
 * @param sendPort port of smsbox's HTTP interface
 */
record KannelConfig(Path folder, KannelStore store, int smscPort, int adminPort, int smsboxPort, int sendPort) {

    static final String USER = "bench";

    /** Of a server that listens on loopback only, for the time of the run. */
    static final String PASSWORD = "bench-password";

    /** As the setting of Parley's SMSC in the local run. */
    private static final int WINDOW = 50;

    static KannelConfig of(Path folder, KannelStore store, int smscPort) {
        return new KannelConfig(folder, store, smscPort, FreePorts.next(), FreePorts.next(), FreePorts.next());
    }

    /** Returns the folder with the stored messages. */
    Path messages() {
        return folder.resolve("messages");
    }

    /** Returns the folder with what is known about messages whose delivery reports are awaited. */
    Path reports() {
        return folder.resolve("reports");
    }

    private Path location() {
        return store.type().equals("file") ? messages().resolve("store") : messages();
    }

    /** Logs begin with warnings: more of them would cost Kannel time. */
    String text() {
        return """
                group = core
                admin-port = %d
                admin-interface = 127.0.0.1
                admin-password = %s
                smsbox-port = %d
                smsbox-interface = 127.0.0.1
                log-file = "%s"
                log-level = 2
                store-type = %s
                store-location = "%s"
                dlr-storage = spool
                dlr-spool = "%s"
                sms-resend-freq = 1

                group = smsc
                smsc = smpp
                smsc-id = sandbox
                host = 127.0.0.1
                port = %d
                transceiver-mode = true
                smsc-username = %s
                smsc-password = %s
                system-type = ""
                address-range = ""
                max-pending-submits = %d
                reconnect-delay = 1

                group = smsbox
                bearerbox-host = 127.0.0.1
                bearerbox-port = %d
                sendsms-port = %d
                sendsms-interface = 127.0.0.1
                log-file = "%s"
                log-level = 2

                group = sendsms-user
                username = %s
                password = %s
                max-messages = 1
                """.formatted(
                        adminPort,
                        PASSWORD,
                        smsboxPort,
                        folder.resolve("bearerbox.log"),
                        store.type(),
                        location(),
                        reports(),
                        smscPort,
                        LocalIdentities.SMPP_SYSTEM_ID,
                        LocalIdentities.SMPP_PASSWORD,
                        WINDOW,
                        smsboxPort,
                        sendPort,
                        folder.resolve("smsbox.log"),
                        USER,
                        PASSWORD);
    }
}
