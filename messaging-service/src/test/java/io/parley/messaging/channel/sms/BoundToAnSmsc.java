package io.parley.messaging.channel.sms;

import io.parley.model.directory.DirectoryEntry.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Base of tests with an SMSC and a channel bound to it. */
abstract class BoundToAnSmsc {
    static final Sender US = SmsTestBed.sender("4930555200", "one");

    final ScriptedSmsc smsc = new ScriptedSmsc();
    SmsTestBed bed;

    @BeforeEach
    void bind() {
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port()));
        bed.awaitBound(1);
    }

    @AfterEach
    void unbind() {
        bed.close();
        smsc.close();
    }
}
