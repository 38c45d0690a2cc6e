package io.parley.messaging.channel.whatsapp.account;

import io.parley.runtime.test.WithWhatsAppAccount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A WhatsApp account and a scripted Graph API. */
public abstract class WithGraphServer extends WithWhatsAppAccount {

    @BeforeEach
    @AfterEach
    void resetGraphServer() {
        GraphServer.reset();
    }
}
