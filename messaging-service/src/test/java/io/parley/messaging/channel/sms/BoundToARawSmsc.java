package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Base of tests with a channel bound to an SMSC that sends and receives octets. */
abstract class BoundToARawSmsc {

    RawSmsc smsc;
    SmsTestBed bed;

    @BeforeEach
    void bind() throws IOException {
        smsc = new RawSmsc();
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port()));
        bed.awaitBound(1);
    }

    @AfterEach
    void unbind() throws IOException {
        bed.close();
        smsc.close();
    }

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
