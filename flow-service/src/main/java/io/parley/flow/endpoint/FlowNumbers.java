package io.parley.flow.endpoint;

import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The WhatsApp numbers of the directory. */
@Singleton
class FlowNumbers {
    private static final ChannelName WHATSAPP = new ChannelName("whatsapp");

    private final Directory directory;

    FlowNumbers(Directory directory) {
        this.directory = directory;
    }

    /** Finds an active WhatsApp number of a customer; anything else is not found. */
    Sender require(UUID accountId, UUID senderId) {
        return directory
                .sender(senderId)
                .filter(sender -> sender.accountId().equals(accountId))
                .filter(FlowNumbers::isNumber)
                .orElseThrow(Problems::notFound);
    }

    void requireAccount(UUID accountId) {
        if (directory.account(accountId).isEmpty()) {
            throw Problems.notFound();
        }
    }

    Optional<Sender> find(UUID senderId) {
        return directory.sender(senderId).filter(FlowNumbers::isNumber);
    }

    /** All active numbers of WhatsApp accounts. */
    List<Sender> all() {
        return directory.senders(WHATSAPP).stream()
                .filter(FlowNumbers::isNumber)
                .filter(sender -> sender.whatsAppAccountId() != null)
                .toList();
    }

    private static boolean isNumber(Sender sender) {
        return sender.active() && sender.channel().equals(WHATSAPP) && sender.providerId() != null;
    }
}
