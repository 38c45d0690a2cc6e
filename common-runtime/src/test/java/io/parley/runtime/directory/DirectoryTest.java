package io.parley.runtime.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private static final ChannelName SMS = new ChannelName("sms");
    private static final UUID ACCOUNT = new UUID(0, 1);
    private static final UUID ID = new UUID(0, 2);

    private final Directory directory = new Directory();

    @Test
    void theNewestVersionWinsInAnyOrder() {
        assertTrue(directory.apply(sender(ID, "CornerShop", "smsc-b", 2)));
        assertFalse(directory.apply(sender(ID, "Old", "smsc-a", 1)));
        assertFalse(directory.apply(sender(ID, "Twin", "smsc-c", 2)));

        assertEquals("CornerShop", directory.sender(ID).orElseThrow().identity());
        assertEquals(Optional.empty(), directory.sender(SMS, "Old"));
    }

    @Test
    void aRenamedSenderIsFoundOnlyByItsNewNames() {
        directory.apply(sender(ID, "Old", "smsc-a", 1));
        directory.apply(sender(ID, "New", "smsc-b", 2));

        assertEquals(ID, directory.sender(SMS, "New").orElseThrow().id());
        assertEquals(
                ID, directory.senderByProviderId(SMS, "smsc-b").orElseThrow().id());
        assertEquals(Optional.empty(), directory.sender(SMS, "Old"));
        assertEquals(Optional.empty(), directory.senderByProviderId(SMS, "smsc-a"));
    }

    @Test
    void removingTheOldSenderKeepsAMovedIdentity() {
        var other = new UUID(0, 3);
        directory.apply(sender(ID, "Shop", "a", 1));
        directory.apply(sender(other, "Shop", "b", 1));

        directory.remove("sender:" + ID);

        assertEquals(other, directory.sender(SMS, "Shop").orElseThrow().id());
    }

    @Test
    void sendersAreSorted() {
        directory.apply(sender(new UUID(0, 4), "b", "1", 1));
        directory.apply(sender(new UUID(0, 5), "a", "2", 1));

        assertEquals(
                List.of("a", "b"),
                directory.senders(ACCOUNT).stream().map(Sender::identity).toList());
        assertEquals(List.of(), directory.senders(new UUID(0, 9)));
    }

    private static Sender sender(UUID id, String identity, String providerId, long version) {
        return new Sender(
                id,
                ACCOUNT,
                SMS,
                identity,
                null,
                providerId,
                null,
                Set.of(Scope.MESSAGES_WRITE),
                Map.of(),
                true,
                version);
    }
}
