package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.local.LocalIdentities;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KannelConfigTest {

    private static final Path FOLDER = Path.of("/tmp/kannel-test");

    @Test
    void smsboxFindsBearerboxAndBothListenOnLoopbackOnly() {
        var groups = groups(KannelStore.SPOOL);

        assertEquals(groups.get("core").get("smsbox-port"), groups.get("smsbox").get("bearerbox-port"));
        assertEquals("127.0.0.1", groups.get("smsbox").get("bearerbox-host"));
        assertEquals("127.0.0.1", groups.get("smsbox").get("sendsms-interface"));
        assertEquals("127.0.0.1", groups.get("core").get("smsbox-interface"));
        assertEquals("127.0.0.1", groups.get("core").get("admin-interface"));
        assertEquals("4", groups.get("smsbox").get("sendsms-port"));
    }

    @Test
    void sessionIsLikeThatOfParley() {
        var smsc = groups(KannelStore.FILE).get("smsc");

        assertEquals("1", smsc.get("port"));
        assertEquals("true", smsc.get("transceiver-mode"));
        assertEquals("50", smsc.get("max-pending-submits"));
        assertEquals(LocalIdentities.SMPP_SYSTEM_ID, smsc.get("smsc-username"));
        assertEquals(LocalIdentities.SMPP_PASSWORD, smsc.get("smsc-password"));
    }

    @Test
    void spoolIsAFolderAndTheFileIsInIt() {
        var spool = groups(KannelStore.SPOOL).get("core");
        var file = groups(KannelStore.FILE).get("core");

        assertEquals("spool", spool.get("store-type"));
        assertEquals("/tmp/kannel-test/messages", spool.get("store-location"));
        assertEquals("file", file.get("store-type"));
        assertEquals("/tmp/kannel-test/messages/store", file.get("store-location"));
    }

    @Test
    void deliveryReportsAreStoredOnDisk() {
        for (var store : KannelStore.values()) {
            var core = groups(store).get("core");
            assertEquals("spool", core.get("dlr-storage"));
            assertEquals("/tmp/kannel-test/reports", core.get("dlr-spool"));
        }
    }

    @Test
    void onlyTheSpoolIsSynced() {
        assertEquals(
                1,
                Arrays.stream(KannelStore.values())
                        .filter(KannelStore::isSynced)
                        .count());
        assertTrue(KannelStore.SYNCED_SPOOL.isSynced());
        assertEquals(groups(KannelStore.SPOOL), groups(KannelStore.SYNCED_SPOOL));
    }

    /** Reads the configuration as Kannel does: groups of settings, divided by empty lines. */
    private static Map<String, Map<String, String>> groups(KannelStore store) {
        return Arrays.stream(new KannelConfig(FOLDER, store, 1, 2, 3, 4).text().split("\n\n", -1))
                .map(KannelConfigTest::settings)
                .collect(Collectors.toMap(group -> group.get("group"), group -> group));
    }

    private static Map<String, String> settings(String group) {
        var settings = new LinkedHashMap<String, String>();
        group.lines().forEach(line -> {
            var parts = line.split(" = ", 2);
            settings.put(parts[0], parts[1].replace("\"", ""));
        });
        return settings;
    }
}
