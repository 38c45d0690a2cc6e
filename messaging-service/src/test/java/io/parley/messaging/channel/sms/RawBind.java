package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An SMSC that sends and receives octets and a channel that is bound to it, new for each test. */
final class RawBind implements BeforeEachCallback, AfterEachCallback {
    RawSmsc smsc;
    SmsTestBed bed;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        smsc = new RawSmsc();
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port()));
        bed.awaitBound(1);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        bed.close();
        smsc.close();
    }

    /** Binds again with this setting. */
    void bindWith(String setting, String value) {
        bed.close();
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port(), setting, value));
        bed.awaitBound(1);
    }

    void deliver(byte[] pdu) throws Exception {
        assertEquals(0, smsc.send(pdu).status());
    }

    <T> T only(Class<T> type) {
        assertEquals(1, bed.events.size());
        return assertInstanceOf(type, bed.events.getFirst());
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
