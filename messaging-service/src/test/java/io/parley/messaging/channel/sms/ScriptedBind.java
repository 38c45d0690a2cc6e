package io.parley.messaging.channel.sms;

import io.parley.model.directory.DirectoryEntry.Sender;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An SMSC and a channel that is bound to it, new for each test. */
final class ScriptedBind implements BeforeEachCallback, AfterEachCallback {
    static final Sender US = SmsTestBed.sender("4930555200", "one");

    final ScriptedSmsc smsc = new ScriptedSmsc();
    SmsTestBed bed;

    @Override
    public void beforeEach(ExtensionContext context) {
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port()));
        bed.awaitBound(1);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        bed.close();
        smsc.close();
    }
}
